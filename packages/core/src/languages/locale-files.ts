import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { KapwaError, messageOf } from '../errors.js';

/** The strings of one namespace in one language, keys flat with dots: `rules.title_one`. */
export type LocaleStrings = ReadonlyMap<string, string>;

/** The strings of one namespace by language. */
export type LocaleSet = ReadonlyMap<string, LocaleStrings>;

function flatten(value: unknown, path: string, into: Map<string, string>, file: string): void {
  if (typeof value === 'string') {
    into.set(path, value);
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new KapwaError(
      'locale.invalid',
      `${file}: "${path}" must be a text or a group of texts.`,
    );
  }
  for (const [key, inner] of Object.entries(value)) {
    flatten(inner, path === '' ? key : `${path}.${key}`, into, file);
  }
}

/** Reads what a locale file says. Raises `locale.invalid` naming the file. */
export function parseLocaleFile(content: string, file: string): LocaleStrings {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (cause) {
    throw new KapwaError('locale.invalid', `${file} is not valid JSON: ${messageOf(cause)}`, {
      cause,
    });
  }
  const strings = new Map<string, string>();
  flatten(json, '', strings, file);
  return strings;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Reads `<tag>/<namespace>.json` for every language folder below `folder`. Adding a language is
 * adding a folder; names that begin with `_` or `.` are not languages.
 */
export async function readLocales(folder: URL, namespace: string): Promise<LocaleSet> {
  const root = fileURLToPath(folder);
  const names = await readdir(root).catch((cause: unknown) => {
    throw new KapwaError('locale.invalid', `${namespace}: there is no locale folder at ${root}.`, {
      cause,
    });
  });
  const tags = names.filter((name) => !/^[_.]/.test(name)).sort();
  const sets = await Promise.all(
    tags.map(async (tag) => {
      const file = `${root}${root.endsWith('/') ? '' : '/'}${tag}/${namespace}.json`;
      const content = await readIfThere(file);
      return content === undefined ? undefined : ([tag, parseLocaleFile(content, file)] as const);
    }),
  );
  return new Map(sets.filter((set) => set !== undefined));
}
