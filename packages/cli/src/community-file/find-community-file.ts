import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { KapwaError } from '@kapwa/core';

/** The names a community's file may have, the usual one first. */
const names = ['community.yaml', 'community.yml'];

/** The path of the community's file: in a folder, or the file itself when that is what was named. */
export async function findCommunityFile(place: string): Promise<string> {
  const path = resolve(place);
  const kind = await kindOf(path);
  if (kind === 'file') return path;
  if (kind === 'nothing') {
    throw new KapwaError('config.missing', `There is no folder ${path}. Check its name.`);
  }
  for (const name of names) {
    const file = join(path, name);
    if ((await kindOf(file)) === 'file') return file;
  }
  throw new KapwaError(
    'config.missing',
    `There is no community.yaml in ${path}. Go to the folder that holds it, or name that folder behind the command.`,
  );
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'nothing';
  }
}
