import { join } from 'node:path';
import {
  error,
  type LocaleFinding,
  type PlacedLocaleFinding,
  type Remark,
  warning,
} from './finding.js';
import type { JsonSource } from './json-source.js';
import { isWordList, type KeyNote, type KeyNotes } from './key-notes.js';
import { type PluralKey, pluralKeyOf, pluralMessages } from './plural-forms.js';
import { isJson, type LocaleFolder, SOURCE } from './read-locales.js';
import { formRules } from './rules/form-rules.js';
import { keyRules } from './rules/key-rules.js';
import { type GroupedText, optionRules } from './rules/option-rules.js';
import { placeholderRules } from './rules/placeholder-rules.js';
import { staleRules } from './rules/stale-rules.js';
import { tagRules } from './rules/tag-rules.js';
import { writingRules } from './rules/writing-rules.js';
import { type SpokenWords, spokenWordsOf } from './spoken-words.js';
import type { TextInLocale } from './text-in-locale.js';

/** One namespace in one language, beside English. */
interface Compared {
  readonly locale: string;
  readonly tag: string;
  readonly namespace: string;
  readonly path: string;
  readonly json: JsonSource;
  readonly source: JsonSource;
  readonly notes: KeyNotes;
  readonly spoken: SpokenWords;
}

/** Holds every file of a folder to every rule; `only` leaves out all languages but one. */
export function checkLocales(folder: LocaleFolder, only?: string): readonly PlacedLocaleFinding[] {
  const compared: Compared[] = [];
  const findings = folder.locales.flatMap((locale) => {
    const { tag, remarks } = tagRules(locale);
    const file = join(folder.path, locale);
    const named = remarks.map((remark) => placed(remark, { locale, namespace: null, file }));
    if (tag === undefined) return named;
    return [...named, ...filesOf(folder, locale, tag, compared)];
  });
  const among = compared.flatMap(groupedTexts);
  const options = optionRules(among).map(({ locale, namespace, key, line, ...remark }) => {
    const path = join(folder.path, locale, `${namespace}.json`);
    return placed(remark, { locale, namespace, key, file: path, line });
  });
  const all = [...findings, ...compared.flatMap(findingsOf), ...options];
  return only === undefined ? all : all.filter(({ finding }) => finding.locale === only);
}

/** What is said of whole files; the readable ones are added to `compared`. */
function filesOf(
  folder: LocaleFolder,
  locale: string,
  tag: string,
  compared: Compared[],
): readonly PlacedLocaleFinding[] {
  const spoken = spokenWordsOf(folder, locale);
  return folder.namespaces
    .flatMap((namespace) => {
      const notes: KeyNotes = folder.notes.get(namespace) ?? new Map();
      const file = folder.files.get(`${locale}/${namespace}`);
      const source = folder.files.get(`${SOURCE}/${namespace}`);
      const path = join(folder.path, locale, `${namespace}.json`);
      const where = { locale, namespace, file: path };
      if (file === undefined) return [placed(missingFile(notes), where)];
      if (!isJson(file.json)) {
        const { why, line } = file.json;
        return [placed(error('invalid-json', `This is not JSON: ${why}.`), { ...where, line })];
      }
      if (source === undefined || !isJson(source.json)) return [];
      compared.push({ ...where, tag, path, json: file.json, source: source.json, notes, spoken });
      return file.json.duplicates.map(({ key, line }) => {
        const message = 'This key is written twice here; only the last one is read.';
        return placed(error('duplicate-key', message), { ...where, key, line });
      });
    })
    .concat(filesWithoutSource(folder, locale));
}

function missingFile(notes: KeyNotes): Remark {
  const isCritical = [...notes.values()].some(({ critical }) => critical === true);
  const message = isCritical
    ? 'This file is missing, with texts that everybody has to understand.'
    : 'This file is missing; English is said instead.';
  return (isCritical ? error : warning)('missing-file', message);
}

/** Files of which English has none: nothing in them is ever said. */
function filesWithoutSource(folder: LocaleFolder, locale: string): readonly PlacedLocaleFinding[] {
  const own = [...folder.files].filter(([name]) => name.startsWith(`${locale}/`));
  return own.flatMap(([name, { json, path }]) => {
    const namespace = name.slice(locale.length + 1);
    if (folder.namespaces.includes(namespace) || !isJson(json)) return [];
    return [...json.texts].map(([key, { line }]) => {
      const message = 'English has no such file: nothing in it is ever said.';
      return placed(warning('extra-key', message), { locale, namespace, key, file: path, line });
    });
  });
}

function noteOf(notes: KeyNotes, key: string, base: string | undefined): KeyNote {
  return notes.get(key) ?? (base === undefined ? undefined : notes.get(base)) ?? {};
}

function groupedTexts({ locale, namespace, json, notes }: Compared): readonly GroupedText[] {
  return [...json.texts].flatMap(([key, { text, line }]) => {
    const note = noteOf(notes, key, undefined);
    return note.group === undefined ? [] : [{ locale, namespace, key, text, line, note }];
  });
}

function findingsOf(one: Compared): readonly PlacedLocaleFinding[] {
  const { locale, namespace, tag, path: file, json, source, notes } = one;
  const isSource = locale === SOURCE;
  const keys = isSource ? sourceTypes(json) : keyRules(tag, json, source, notes);
  const ofKeys = keys.map(({ key, category, line, ...remark }) => {
    const text = json.texts.get(key)?.text;
    const where = { locale, namespace, key, file, line };
    return { ...placed(remark, where, category), ...shown(text, source.texts.get(key)?.text) };
  });
  const plurals = pluralMessages(source.texts.keys());
  const ofTexts = [...json.texts].flatMap(([key, { text, line }]) => {
    const found = textInLocale(one, key, text, plurals);
    if (found === undefined) return [];
    return remarksOn(found).map((remark) => ({
      ...placed(remark, { locale, namespace, key, file, line }),
      ...shown(text, isSource ? undefined : found.source),
    }));
  });
  return [...ofKeys, ...ofTexts];
}

/** English is the measure of all others; only what is no text at all is wrong in it. */
function sourceTypes(json: JsonSource) {
  return [...json.others].flatMap(([key, { is, line }]) => {
    if (is === 'group') return [];
    const message = `This has to be a text or a group of texts, and is ${is === 'null' ? 'nothing' : `a ${is}`}.`;
    return [{ ...error('type-mismatch', message), key, line, category: undefined }];
  });
}

function remarksOn(one: TextInLocale): readonly Remark[] {
  if (one.text.trim() === '')
    return [warning('empty', 'This text is empty; English is said instead.')];
  return [...placeholderRules(one), ...formRules(one), ...writingRules(one), ...staleRules(one)];
}

/** A text with what it translates; undefined where English has no such text. */
function textInLocale(
  { tag, locale, source, notes, spoken }: Compared,
  key: string,
  text: string,
  plurals: ReadonlySet<string>,
): TextInLocale | undefined {
  const parts = pluralKeyOf(key);
  const plural = parts !== undefined && plurals.has(parts.base) ? parts : undefined;
  const english =
    plural === undefined
      ? source.texts.get(key)
      : (source.texts.get(locale === SOURCE ? key : `${plural.base}_other`) ??
        source.texts.get(key));
  if (english === undefined) return undefined;
  const note = noteOf(notes, key, plural?.base);
  return {
    ...{ tag, key, text, note, source: english.text, isSource: locale === SOURCE },
    isWordList: isWordList(key, note),
    forms: formsOf(key, plural, source),
    spoken,
    ...(plural === undefined ? {} : { plural }),
  };
}

function formsOf(key: string, plural: PluralKey | undefined, { texts }: JsonSource) {
  const keys = plural === undefined ? [key] : [`${plural.base}_one`, `${plural.base}_other`];
  return keys.flatMap((one) => texts.get(one)?.text ?? []);
}

interface Where {
  readonly locale: string;
  readonly namespace: string | null;
  readonly key?: string;
  readonly file: string;
  readonly line?: number | undefined;
}

function placed(
  { rule, severity, message }: Remark,
  { locale, namespace, key, file, line }: Where,
  category?: string,
): PlacedLocaleFinding {
  const finding: LocaleFinding = {
    ...{ locale, namespace, key: key ?? null, rule, severity, message },
    ...(category === undefined ? {} : { category }),
  };
  return { finding, file, ...(line === undefined ? {} : { line }) };
}

function shown(text: string | undefined, source: string | undefined) {
  return {
    ...(source === undefined ? {} : { source }),
    ...(text === undefined ? {} : { text }),
  };
}
