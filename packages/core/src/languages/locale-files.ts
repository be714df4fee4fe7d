import { readdirSync, readFileSync } from 'node:fs';
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

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function tagsIn(root: string, namespace: string): readonly string[] {
  try {
    return readdirSync(root)
      .filter((name) => !/^[_.]/.test(name))
      .sort();
  } catch (cause) {
    const message = `${namespace}: there is no locale folder at ${root}.`;
    throw new KapwaError('locale.invalid', message, { cause });
  }
}

/**
 * Reads `<tag>/<namespace>.json` for every language folder below `folder`. Adding a language is
 * adding a folder; names that begin with `_` or `.` are not languages.
 *
 * The files are few and small and are read at once: each would wait for a thread four times
 * otherwise, which takes a start ten times as long as reading does.
 */
export async function readLocales(folder: URL, namespace: string): Promise<LocaleSet> {
  const root = fileURLToPath(folder);
  const sets = new Map<string, LocaleStrings>();
  for (const tag of tagsIn(root, namespace)) {
    const file = `${root}${root.endsWith('/') ? '' : '/'}${tag}/${namespace}.json`;
    const content = readIfThere(file);
    if (content !== undefined) sets.set(tag, parseLocaleFile(content, file));
  }
  return sets;
}
