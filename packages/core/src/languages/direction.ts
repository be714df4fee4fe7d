import { once } from '../once.js';

const rightToLeftLetter =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const rightToLeftScripts = new Set([
  'Adlm',
  'Arab',
  'Hebr',
  'Mand',
  'Nkoo',
  'Rohg',
  'Syrc',
  'Thaa',
]);

/** Starts a run whose direction is that of its first letter. */
export const FIRST_STRONG = '\u2068';
/** Starts a run that reads left to right whatever stands around it. */
export const LEFT_TO_RIGHT = '\u2066';
/** Ends either run. */
export const POP = '\u2069';

const directions = new Map<string, boolean>();

/** Whether a language is written from right to left. */
export function isRightToLeft(tag: string): boolean {
  let answer = directions.get(tag);
  if (answer === undefined) {
    answer = rightToLeftScripts.has(new Intl.Locale(tag).maximize().script ?? '');
    directions.set(tag, answer);
  }
  return answer;
}

/** Whether a text has letters that are written from right to left. */
export function hasRightToLeft(text: string): boolean {
  return rightToLeftLetter.test(text);
}

/** Numbers, codes, handles and addresses, which read left to right in every language. */
const technical = /^[\d+#@(/-][\d\s().,:/#%+-]*$|^https?:\/\/|^\S+@\S+$/;

/**
 * Wraps a value so that it keeps its own direction inside a message of another one: without it a
 * hotline `+63 917 123 4567` in an Arabic message reads `4567 123 917 63+`.
 *
 * Isolates (U+2066 to U+2069), never embeddings: Telegram's servers remove U+202A to U+202E.
 */
export function isolate(value: string, messageIsRightToLeft: boolean): string {
  if (messageIsRightToLeft) {
    if (/^\d*$/.test(value)) return value;
    return (technical.test(value) ? LEFT_TO_RIGHT : FIRST_STRONG) + value + POP;
  }
  return hasRightToLeft(value) ? FIRST_STRONG + value + POP : value;
}

const forbidden = once(() => /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069\ue000\ue001]/gu);

/** A value from outside without control characters and direction marks that could turn a message round. */
export function cleanValue(value: string): string {
  return value.replace(forbidden(), '');
}
