import type { DigitRow } from './digit-groups.js';
import { isPhoneWord } from './phone-words.js';

/** What the letters and signs right next to a number allow it to be. */
export type Border =
  /** Nothing of it speaks against a phone number. */
  | 'open'
  /** A word is glued to it (`jane0712345678`): only a number that is certain by itself. */
  | 'glued'
  /** It is a part of a code (`INV0712345678`) or of a longer number. */
  | 'closed';

const TIGHT = /^[-._'~*]+$/;
const LONGEST_WORD = 16;

/** Judges what stands before a group. */
export function borderBefore(row: DigitRow, first: number, text: string): Border {
  const group = row.groups[first];
  if (group === undefined) return 'closed';
  if (first > 0) {
    if (TIGHT.test(group.separator)) return 'closed';
    return group.separator === '/' && group.digits.length < 9 ? 'closed' : 'open';
  }
  const before = text.slice(Math.max(0, group.start - LONGEST_WORD), group.start);
  if (/[$%^<>&=]$/.test(before)) return 'glued';
  if (/#\s?$/.test(before)) return 'glued';
  const bare = before.replace(/[+(]*$/, '');
  return judgeWord(/([A-Za-z]+)[-_./]?$/.exec(bare)?.[1] ?? '');
}

/** Judges what stands behind a group. */
export function borderAfter(row: DigitRow, last: number, text: string): Border {
  const group = row.groups[last];
  if (group === undefined) return 'closed';
  const next = row.groups[last + 1];
  if (next !== undefined) {
    // `0712345678.2 people came`: the full stop of a sentence without a blank behind it.
    const sentenceEnd = next.separator === '.' && group.digits.length > 8;
    return TIGHT.test(next.separator) && !sentenceEnd ? 'closed' : 'open';
  }
  const behind = text.slice(group.end, group.end + LONGEST_WORD);
  if (/^\s?[%°]/.test(behind)) return 'closed';
  return judgeWord(/^[-_]?([A-Za-z]+)/.exec(behind)?.[1] ?? '');
}

function judgeWord(word: string): Border {
  if (word === '') return 'open';
  if (isPhoneWord(word)) return 'open';
  return word.length < 3 || /^[A-Z]{1,5}$/.test(word) ? 'closed' : 'glued';
}

/** `@254712345678` is how WhatsApp writes a mention; nobody's number is given away by it. */
export function isMention(row: DigitRow, first: number, text: string): boolean {
  const group = row.groups[first];
  if (group === undefined || group.digits.startsWith('0')) return false;
  return /@\+?\(?$/.test(text.slice(Math.max(0, group.start - 3), group.start));
}
