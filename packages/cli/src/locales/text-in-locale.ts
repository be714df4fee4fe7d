import type { KeyNote } from './key-notes.js';
import type { PluralKey } from './plural-forms.js';
import type { SpokenWords } from './spoken-words.js';

/** One text of one language, with all that the rules look at. */
export interface TextInLocale {
  /** Canonical BCP 47. */
  readonly tag: string;
  readonly isSource: boolean;
  /** The whole key, with the plural form. */
  readonly key: string;
  /** Which form of which message it is, where the message has forms. */
  readonly plural?: PluralKey;
  readonly text: string;
  /** The English text it says; of a plural message the one for many. */
  readonly source: string;
  /** All English forms of it: of a plural message there are two. */
  readonly forms: readonly string[];
  readonly note: KeyNote;
  readonly isWordList: boolean;
  readonly spoken: SpokenWords;
}

const placeholder = /\{\{\s*([A-Za-z][A-Za-z0-9]*)\s*\}\}/g;
const address = /https?:\/\/[^\s،؛]+/g;

/** The names between double braces, each as often as it stands there. */
export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map(([, name = '']) => name);
}

/** A text without its placeholders. */
export function withoutPlaceholders(text: string): string {
  return text.replace(placeholder, '');
}

/** A text with a stand-in of so many characters for each placeholder. */
export function withLengths(text: string, lengthOf: (name: string) => number): string {
  return text.replace(placeholder, (_, name: string) => 'x'.repeat(lengthOf(name)));
}

/** The web addresses in a text. */
export function addressesIn(text: string): readonly string[] {
  return (text.match(address) ?? []).map((one) => one.replace(/[.,!?)»"]+$/, ''));
}

/** The words of a text without placeholders and addresses. */
export function wordsOf(text: string): string {
  return withoutPlaceholders(text).replace(address, ' ');
}
