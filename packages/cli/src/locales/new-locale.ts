import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KapwaError, readLanguageTag } from '@kapwa/core';
import type { JsonSource } from './json-source.js';
import { pluralFormsOf, pluralKeyOf, pluralMessages } from './plural-forms.js';
import { isJson, type LocaleFolder, SOURCE } from './read-locales.js';

/** Texts and groups of texts, as they stand in a file. */
interface Branch {
  [name: string]: string | Branch;
}

/** The tag of a new language. Raises `input.unreadable` for what is none, with what was meant. */
export function newTag(name: string): string {
  const read = readLanguageTag(name);
  if (read.ok) return read.value;
  const meant = read.suggestion === undefined ? '' : ` Did you mean "${read.suggestion}"?`;
  throw new KapwaError('input.unreadable', `${read.message}${meant}`);
}

/**
 * Writes the files of a language that a folder does not have yet: the English texts in the plural
 * forms of the language, to be written over. What is there already is left alone. Answers with the
 * paths it wrote.
 */
export async function writeNewLocale(
  folder: LocaleFolder,
  tag: string,
): Promise<readonly string[]> {
  const written: string[] = [];
  for (const namespace of folder.namespaces) {
    const source = folder.files.get(`${SOURCE}/${namespace}`);
    if (source === undefined || !isJson(source.json)) continue;
    if (folder.files.has(`${tag}/${namespace}`)) continue;
    const path = join(folder.path, tag, `${namespace}.json`);
    await mkdir(join(folder.path, tag), { recursive: true });
    await writeFile(path, `${JSON.stringify(nested(textsFor(tag, source.json)), null, 2)}\n`, {
      flag: 'wx',
    });
    written.push(path);
  }
  return written;
}

function textsFor(tag: string, source: JsonSource): ReadonlyMap<string, string> {
  const plurals = pluralMessages(source.texts.keys());
  const { required, single } = pluralFormsOf(tag);
  const texts = new Map<string, string>();
  for (const [key, { text }] of source.texts) {
    const plural = pluralKeyOf(key);
    if (plural === undefined || !plurals.has(plural.base)) {
      texts.set(key, text);
      continue;
    }
    if (plural.category !== 'other') continue;
    for (const form of required) {
      const isOne = form === 'one' && single.includes('one');
      const from = isOne ? `${plural.base}_one` : key;
      texts.set(`${plural.base}_${form}`, source.texts.get(from)?.text ?? text);
    }
  }
  return texts;
}

function nested(texts: ReadonlyMap<string, string>): Branch {
  const root: Branch = {};
  for (const [key, text] of texts) {
    const names = key.split('.');
    const last = names.pop() ?? key;
    let branch = root;
    for (const name of names) {
      const inner = branch[name];
      const next: Branch = typeof inner === 'object' ? inner : {};
      branch[name] = next;
      branch = next;
    }
    branch[last] = text;
  }
  return root;
}
