import { asciiDigits } from '../languages/digits.js';

/**
 * A word the way it is compared: lower case, without accents, marks of direction, punctuation and
 * what makes a digit a key cap, so that `Español.` is `espanol` and `2️⃣` is `2`.
 */
export function bareWords(text: string): string {
  return asciiDigits(text.normalize('NFKD'))
    .replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** Whether somebody wrote exactly one of these words, as people write. */
export function isOneOf(said: string, words: readonly string[]): boolean {
  const bare = bareWords(said);
  return bare !== '' && words.some((word) => bareWords(word) === bare);
}
