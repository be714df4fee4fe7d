import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type LocaleStrings, parseLocaleFile, pluralCategories } from '@kapwa/core';

/** One namespace in all its languages, as the files say it. */
export interface LocaleFiles {
  readonly english: LocaleStrings;
  /** By tag, English among them. */
  readonly byTag: ReadonlyMap<string, LocaleStrings>;
}

/** Reads the files of one namespace below a locale folder. */
export function readFiles(folder: URL, namespace: string): LocaleFiles {
  const root = fileURLToPath(folder);
  const tags = readdirSync(root).filter((name) => !/^[_.]/.test(name));
  const byTag = new Map<string, LocaleStrings>();
  for (const tag of tags.sort()) {
    const file = `${root}/${tag}/${namespace}.json`;
    if (existsSync(file)) byTag.set(tag, parseLocaleFile(readFileSync(file, 'utf8'), file));
  }
  return { english: byTag.get('en') ?? new Map(), byTag };
}

const formOf = new RegExp(`^(.+)_(${pluralCategories.join('|')})$`);

/** The message a string belongs to, and which plural form of it the string is. */
export interface Form {
  readonly key: string;
  readonly category?: string;
}

/** A string is a plural form only where English has both of its own forms of the message. */
export function formFor(key: string, english: LocaleStrings): Form {
  const [, base = '', category = ''] = formOf.exec(key) ?? [];
  const isPlural = english.has(`${base}_one`) && english.has(`${base}_other`);
  return isPlural ? { key: base, category } : { key };
}

/** The messages of a file, plural forms of one message counted once. */
export function messageKeys(strings: LocaleStrings, english: LocaleStrings): readonly string[] {
  return [...new Set([...strings.keys()].map((key) => formFor(key, english).key))].sort();
}

/** The placeholders of a string. */
export function placeholders(source: string): readonly string[] {
  return [...source.matchAll(/\{\{\s*([A-Za-z][A-Za-z0-9]*)\s*\}\}/g)]
    .map((match) => match[1] ?? '')
    .sort();
}
