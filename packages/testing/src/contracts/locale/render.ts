import { type Catalogue, createCatalogue, plainText, silentLogger, type Values } from '@kapwa/core';
import { formFor, type LocaleFiles, messageKeys, placeholders } from './locale-files.js';

/** Counts that between them meet every plural form of every language. */
const counts = [0, 1, 2, 3, 5, 11, 21, 100, 1_000_000] as const;

/** A message, and the values that fill it. */
export interface Rendering {
  readonly key: string;
  readonly values: Values;
}

/** Every message of a namespace, the plural ones with every count. */
export function renderings({ english }: LocaleFiles): readonly Rendering[] {
  return messageKeys(english, english).flatMap((key): readonly Rendering[] => {
    const sources = [...english].filter(([full]) => formFor(full, english).key === key);
    const names = new Set(sources.flatMap(([, source]) => placeholders(source)));
    const isPlural = !english.has(key);
    names.delete('count');
    const values = Object.fromEntries([...names].map((name) => [name, `‹${name}›`]));
    const counted = isPlural || sources.some(([, source]) => source.includes('{{count}}'));
    return counted
      ? counts.map((count) => ({ key, values: { ...values, count } }))
      : [{ key, values }];
  });
}

/** The compiled messages of a namespace: what the kit says. */
export function catalogueOf(files: LocaleFiles, namespace: string): Catalogue {
  const catalogue = createCatalogue(silentLogger);
  catalogue.add(namespace, files.byTag);
  return catalogue;
}

/** The words of a text without what only directs them: isolates and marks of emphasis. */
export function bare(text: string): string {
  return text.replace(/[\u2066-\u2069*]/gu, '');
}

/** What the kit says, as a reader sees it. */
export function saidBy(
  catalogue: Catalogue,
  namespace: string,
  tag: string,
  { key, values }: Rendering,
): string {
  return plainText(catalogue.text(namespace, tag, key, values));
}
