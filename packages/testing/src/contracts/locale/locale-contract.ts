import { pluralRule } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { loadInto } from './in-i18next.js';
import { formFor, type LocaleFiles, messageKeys, placeholders, readFiles } from './locale-files.js';
import { bare, catalogueOf, renderings, saidBy } from './render.js';
import { shareInScript } from './script.js';

/** What is different about one namespace. */
export interface LocaleContractOptions {
  /** Lists of words that members type, in any script: keys that begin with this. */
  readonly wordLists?: string;
}

function sayEverything(files: LocaleFiles, namespace: string): void {
  const catalogue = catalogueOf(files, namespace);

  it.each([...files.byTag.keys()])('say every message in %s, for any count', (tag) => {
    for (const one of renderings(files)) {
      const said = saidBy(catalogue, namespace, tag, one);

      expect(said.trim(), `${one.key} with ${JSON.stringify(one.values)}`).not.toBe('');
      expect(said, one.key).not.toContain('{{');
    }
  });

  it.each([...files.byTag.keys()])('say in %s what i18next would say', async (tag) => {
    const i18n = await loadInto(files, namespace);
    const t = i18n.getFixedT(tag, namespace);
    const known = Intl.PluralRules.supportedLocalesOf(tag).length > 0;

    for (const one of renderings(files)) {
      const { count, ...replace } = one.values;
      // Where Intl has no rule for the language, i18next takes the machine's own.
      if (count !== undefined && !known) continue;
      const options = { replace: { ...replace, ...(count === undefined ? {} : { count }) } };
      const theirs = t(one.key, {
        ...options,
        ...(count === undefined ? {} : { count }),
        nest: false,
      });

      expect(bare(saidBy(catalogue, namespace, tag, one)), one.key).toBe(bare(String(theirs)));
    }
  });
}

/** The plural forms a language needs: those some whole number up to a thousand takes, and `other`. */
function requiredForms(tag: string): readonly string[] {
  const rule = pluralRule(tag);
  return [...new Set(['other', ...Array.from({ length: 1001 }, (_, count) => rule(count))])].sort();
}

function haveTheForms(files: LocaleFiles): void {
  const { english } = files;

  it.each([...files.byTag])('have the messages of English in %s, and no others', (_, strings) => {
    expect(messageKeys(strings, english)).toEqual(messageKeys(english, english));
  });

  it.each([...files.byTag])('have every plural form that %s needs', (tag, strings) => {
    const required = requiredForms(tag);

    for (const key of messageKeys(english, english).filter((name) => !english.has(name))) {
      const missing = required.filter((category) => !strings.has(`${key}_${category}`));
      expect(missing, key).toEqual([]);
    }
  });

  it.each([...files.byTag])('have the placeholders of English in %s', (_, strings) => {
    for (const [full, source] of strings) {
      const { key, category } = formFor(full, english);
      const wanted = english.get(category === undefined ? key : `${key}_other`) ?? '';
      const [own, theirs] = [source, wanted].map((text) =>
        [...new Set(placeholders(text))].filter(
          (name) => category === undefined || name !== 'count',
        ),
      );
      expect(own, full).toEqual(theirs);
    }
  });
}

function isolatesBalance(source: string): boolean {
  let open = 0;
  for (const character of source) {
    if (/[\u2066-\u2068]/.test(character)) open += 1;
    if (character === '\u2069') open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

function areClean(files: LocaleFiles, wordLists: string): void {
  it.each([...files.byTag])('use in %s nothing that could change what a member wrote', (_, all) => {
    for (const [key, source] of all) {
      expect(source, key).not.toContain('$t(');
      expect(source, key).not.toMatch(/[\u202a-\u202e\ue000\ue001]/u);
      expect(isolatesBalance(source), key).toBe(true);
    }
  });

  it.each([...files.byTag])('are written in the script of %s', (tag, strings) => {
    for (const [key, source] of strings) {
      if (key.startsWith(wordLists)) continue;
      expect(shareInScript(source, tag) ?? 1, `${key}: ${source}`).toBeGreaterThanOrEqual(0.5);
    }
  });
}

/**
 * What the locale files of one namespace owe the people who read the messages. Call it in a test
 * file; it reads `<tag>/<namespace>.json` below the folder, whatever tags there are.
 *
 * @example
 * localeContract('greeter', new URL('../locales/', import.meta.url), 'greeter');
 */
export function localeContract(
  name: string,
  folder: URL,
  namespace: string,
  options: LocaleContractOptions = {},
): void {
  describe(`the locales of ${name}`, () => {
    const files = readFiles(folder, namespace);

    it('have English, from which all others are made', () => {
      expect(files.english.size).toBeGreaterThan(0);
    });

    it.each([...files.byTag.keys()])('are in a folder of its proper name: %s', (tag) => {
      expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
    });

    sayEverything(files, namespace);
    haveTheForms(files);
    areClean(files, options.wordLists ?? 'words.');
  });
}
