import {
  createCatalogue,
  type LocaleStrings,
  listOf,
  mention,
  type Part,
  plainText,
  silentLogger,
  type Text,
  type Value,
  type Values,
} from '@kapwa/core';
import { isWordList, type KeyNote, type KeyNotes, limits } from './key-notes.js';
import { pluralFormsOf, pluralMessages } from './plural-forms.js';
import { isJson, type LocaleFolder, SOURCE } from './read-locales.js';
import { placeholdersIn } from './text-in-locale.js';

/** A message as members would read it. */
export interface PreviewedMessage {
  readonly locale: string;
  readonly namespace: string;
  readonly key: string;
  /** The number it was said for, where it has plural forms. */
  readonly count?: number;
  readonly text: string;
  /** In characters. */
  readonly length: number;
  readonly limit?: number;
  readonly note?: string;
}

/** Every message of a language with example values, as a messenger shows it. */
export function previewLocale(folder: LocaleFolder, locale: string): readonly PreviewedMessage[] {
  const catalogue = createCatalogue(silentLogger);
  return folder.namespaces.flatMap((namespace) => {
    const english = stringsOf(folder, SOURCE, namespace);
    catalogue.add(
      namespace,
      new Map([
        [SOURCE, english],
        [locale, stringsOf(folder, locale, namespace)],
      ]),
    );
    const notes: KeyNotes = folder.notes.get(namespace) ?? new Map();
    return messagesIn(english, notes).flatMap(({ key, names, note, isPlural }) => {
      const values = valuesFor(names, note);
      const counts = isPlural ? countsFor(locale) : [undefined];
      return counts.map((count) => {
        const given: Values = count === undefined ? values : { ...values, count };
        const text = shownAs(catalogue.text(namespace, locale, key, given));
        return {
          ...{ locale, namespace, key, text, length: [...text].length },
          ...(count === undefined ? {} : { count }),
          ...(note.limit === undefined ? {} : { limit: limits[note.limit] }),
          ...(note.note === undefined ? {} : { note: note.note }),
        };
      });
    });
  });
}

function stringsOf(folder: LocaleFolder, locale: string, namespace: string): LocaleStrings {
  const json = folder.files.get(`${locale}/${namespace}`)?.json;
  if (json === undefined || !isJson(json)) return new Map();
  return new Map([...json.texts].map(([key, { text }]) => [key, text]));
}

interface Message {
  readonly key: string;
  readonly names: ReadonlySet<string>;
  readonly note: KeyNote;
  readonly isPlural: boolean;
}

/** The messages people read: lists of words that they type are none. */
function messagesIn(english: LocaleStrings, notes: KeyNotes): readonly Message[] {
  const plurals = pluralMessages(english.keys());
  const singles = [...english.keys()].filter(
    (key) => ![...plurals].some((base) => key === `${base}_one` || key === `${base}_other`),
  );
  return [...singles, ...plurals].sort().flatMap((key) => {
    const note = notes.get(key) ?? {};
    if (isWordList(key, note)) return [];
    const isPlural = plurals.has(key);
    const source = english.get(isPlural ? `${key}_other` : key) ?? '';
    return [{ key, names: new Set(placeholdersIn(source)), note, isPlural }];
  });
}

/** One number for each form that the language has. */
function countsFor(locale: string): readonly number[] {
  const { required } = pluralFormsOf(locale);
  const tried = [1, 2, 3, 0, 5, 11, 21, 100];
  return tried.slice(0, Math.max(2, required.length));
}

function valuesFor(names: ReadonlySet<string>, { vars = {} }: KeyNote): Values {
  return Object.fromEntries(
    [...names].map((name) => [name, valueFor(name, vars[name]?.kind, vars[name]?.example)]),
  );
}

function valueFor(name: string, kind: string | undefined, example: string | number = name): Value {
  const words = String(example);
  if (kind === 'mention') return mention(name, words);
  if (kind === 'names') return listOf(words.split(/,\s*/).map((one) => mention(one, one)));
  if (kind === 'list') return listOf(words.split(/,\s*/));
  return words;
}

/** Bold as members see it typed; everything else as plain text. */
function shownAs(text: Text): string {
  return text
    .map((part: Part) =>
      part.kind === 'emphasis' ? `*${plainText(part.parts)}*` : plainText([part]),
    )
    .join('');
}
