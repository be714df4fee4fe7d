import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KapwaError } from '@kapwa/core';
import { type JsonSource, type NoJson, readJsonSource } from './json-source.js';
import { type KeyNotes, readKeyNotes } from './key-notes.js';

/** The language all others are made from. */
export const SOURCE = 'en';

/** One file of a language. */
interface LocaleFile {
  readonly path: string;
  readonly json: JsonSource | NoJson;
}

/** A folder of locales as it is on the disk. */
export interface LocaleFolder {
  readonly path: string;
  /** Names of folders that stand for languages, English among them. */
  readonly locales: readonly string[];
  /** By `<folder>/<namespace>`. */
  readonly files: ReadonlyMap<string, LocaleFile>;
  /** Namespaces of English. */
  readonly namespaces: readonly string[];
  readonly notes: ReadonlyMap<string, KeyNotes>;
}

/** Whether a file could be read as JSON. */
export function isJson(json: JsonSource | NoJson): json is JsonSource {
  return 'texts' in json;
}

async function namesIn(path: string): Promise<readonly string[]> {
  const names = await readdir(path, { withFileTypes: true });
  return names
    .filter((entry) => entry.isDirectory() && !/^[_.]/.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

async function namespacesIn(path: string): Promise<readonly string[]> {
  const names = await readdir(path).catch(() => []);
  return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
}

async function readNotes(path: string): Promise<KeyNotes> {
  const content = await readFile(path, 'utf8').catch(() => '{}');
  const notes = readKeyNotes(content);
  if (!('why' in notes)) return notes;
  throw new KapwaError('input.unreadable', `${path} cannot be read: ${notes.why}.`);
}

/**
 * Reads `<tag>/<namespace>.json` and `_meta/<namespace>.json` below a folder. Raises
 * `input.not-found` where there is no English, `input.unreadable` for a `_meta` that is broken.
 */
export async function readLocaleFolder(path: string): Promise<LocaleFolder> {
  const locales = await namesIn(path).catch(() => {
    throw new KapwaError('input.not-found', `There is no folder ${path}. Check its name.`);
  });
  if (!locales.includes(SOURCE)) {
    throw new KapwaError(
      'input.not-found',
      `${path} has no folder "${SOURCE}", from which all languages are made. Give the folder that holds it, such as packages/plugin-conduct/locales.`,
    );
  }
  const files = new Map<string, LocaleFile>();
  for (const locale of locales) {
    for (const namespace of await namespacesIn(join(path, locale))) {
      const file = join(path, locale, `${namespace}.json`);
      const json = readJsonSource(await readFile(file, 'utf8'));
      files.set(`${locale}/${namespace}`, { path: file, json });
    }
  }
  const namespaces = await namespacesIn(join(path, SOURCE));
  const notes = new Map<string, KeyNotes>();
  for (const namespace of namespaces) {
    notes.set(namespace, await readNotes(join(path, '_meta', `${namespace}.json`)));
  }
  return { path, locales, files, namespaces, notes };
}
