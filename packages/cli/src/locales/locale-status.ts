import type { PlacedLocaleFinding } from './finding.js';
import type { KeyNotes } from './key-notes.js';
import { pluralKeyOf, pluralMessages } from './plural-forms.js';
import { isJson, type LocaleFolder, SOURCE } from './read-locales.js';

/** How far one language has come in one namespace. */
export interface LocaleStatus {
  readonly locale: string;
  readonly namespace: string;
  /** Texts of English, plural forms of one message counted once. */
  readonly texts: number;
  /** Those that are there and have no error. */
  readonly translated: number;
  /** Those that everybody has to understand. */
  readonly critical: number;
  readonly criticalTranslated: number;
  /** Those that somebody who speaks the language has read. */
  readonly reviewed: number;
  readonly errors: number;
  readonly warnings: number;
}

/** What has been translated, by language and namespace. */
export function statusOf(
  folder: LocaleFolder,
  found: readonly PlacedLocaleFinding[],
): readonly LocaleStatus[] {
  return folder.locales
    .filter((locale) => locale !== SOURCE)
    .flatMap((locale) =>
      folder.namespaces.map((namespace) => statusIn(folder, locale, namespace, found)),
    );
}

function statusIn(
  folder: LocaleFolder,
  locale: string,
  namespace: string,
  found: readonly PlacedLocaleFinding[],
): LocaleStatus {
  const here = found.filter(
    ({ finding }) => finding.locale === locale && finding.namespace === namespace,
  );
  const messages = messagesOf(folder, SOURCE, namespace);
  const own = messagesOf(folder, locale, namespace);
  const broken = new Set(
    here
      .filter(({ finding }) => finding.severity === 'error' && finding.key !== null)
      .map(({ finding }) => baseOf(finding.key ?? '', messages)),
  );
  const notes: KeyNotes = folder.notes.get(namespace) ?? new Map();
  const there = [...messages].filter((key) => own.has(key) && !broken.has(key));
  const isCritical = (key: string): boolean => notes.get(key)?.critical === true;
  const errors = here.filter(({ finding }) => finding.severity === 'error').length;
  return {
    locale,
    namespace,
    texts: messages.size,
    translated: there.length,
    critical: [...messages].filter(isCritical).length,
    criticalTranslated: there.filter(isCritical).length,
    reviewed: there.filter((key) => notes.get(key)?.state?.[locale] === 'reviewed').length,
    errors,
    warnings: here.length - errors,
  };
}

function baseOf(key: string, messages: ReadonlySet<string>): string {
  const base = pluralKeyOf(key)?.base;
  return base !== undefined && messages.has(base) ? base : key;
}

/** The messages of a file, as English counts them. */
function messagesOf(folder: LocaleFolder, locale: string, namespace: string): ReadonlySet<string> {
  const json = folder.files.get(`${locale}/${namespace}`)?.json;
  const english = folder.files.get(`${SOURCE}/${namespace}`)?.json;
  if (json === undefined || english === undefined || !isJson(json) || !isJson(english)) {
    return new Set();
  }
  const plurals = pluralMessages(english.texts.keys());
  const written = [...json.texts].filter(([, { text }]) => text.trim() !== '');
  return new Set(written.map(([key]) => baseOf(key, plurals)));
}
