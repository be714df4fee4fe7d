import { asciiDigits } from './digits.js';

/**
 * What an answer says, for comparing: lower case without accents, marks of direction or
 * punctuation, digits as 0 to 9, so that `Español.` is `espanol` and `٣)` is `3`.
 */
export function folded(text: string): string {
  return asciiDigits(text.normalize('NFKD'))
    .replace(/[\p{Mn}\p{Cf}]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
