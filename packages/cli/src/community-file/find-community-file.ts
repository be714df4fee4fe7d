import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { KapwaError } from '@kapwa/core';

/** The names a community's file may have, the usual one first. */
const names = ['community.yaml', 'community.yml'];

/**
 * The path of the community's file: in a folder, or the file itself when that is what was named.
 * Raises `input.not-found` for a place that is not there, `config.missing` for a folder without one.
 */
export async function findCommunityFile(place: string): Promise<string> {
  const path = resolve(place);
  const kind = await kindOf(path);
  if (kind === 'file') return path;
  if (kind === 'nothing') {
    const what = /\.ya?ml$/i.test(path) ? 'file' : 'folder';
    throw new KapwaError('input.not-found', `There is no ${what} ${path}. Check its name.`);
  }
  for (const name of names) {
    const file = join(path, name);
    if ((await kindOf(file)) === 'file') return file;
  }
  throw new KapwaError(
    'config.missing',
    `There is no community.yaml in ${path}. ${await whatToDo(path)}`,
  );
}

/** Editors and word processors name a file otherwise, mostly without showing it. */
const nearly = /^community( ?\(\d+\))?\.ya?ml(\.txt)?$|^community(\.(txt|docx?|odt|rtf))?$/i;

async function whatToDo(folder: string): Promise<string> {
  const found = (await readdir(folder).catch(() => [])).find((name) => nearly.test(name));
  if (found === undefined) {
    return 'Go to the folder that holds it, or name that folder behind the command.';
  }
  return /\.(docx?|odt|rtf)$/i.test(found)
    ? `There is ${found}: save it as plain text, by the name community.yaml.`
    : `There is ${found}: rename it to community.yaml.`;
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'nothing';
  }
}
