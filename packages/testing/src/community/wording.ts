import { createCatalogue, plainText, readLocales, silentLogger, type Values } from '@kapwa/core';

/** What a message says in a language, so that a test does not repeat what translators write. */
export type Wording = (language: string, key: string, values?: Values) => string;

/** Reads the wording of one namespace from its locale folder. */
export async function readWording(folder: URL, namespace: string): Promise<Wording> {
  const catalogue = createCatalogue(silentLogger);
  catalogue.add(namespace, await readLocales(folder, namespace));
  return (language, key, values = {}) =>
    plainText(catalogue.text(namespace, language, key, values));
}
