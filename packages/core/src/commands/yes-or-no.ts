import { asciiDigits } from '../languages/digits.js';
import { foldPhrase } from './fold-word.js';

/** Longer messages are no yes and no no. */
export const LONGEST_ANSWER = 24;

/** Reads short answers in all languages at once: a word, or the number of the choice. */
export type ReadYesOrNo = (text: string) => 'yes' | 'no' | undefined;

/** Makes a reader out of the words for yes and no. */
export function yesOrNo(yes: readonly string[], no: readonly string[]): ReadYesOrNo {
  const answers = new Map<string, 'yes' | 'no'>([
    ['1', 'yes'],
    ['2', 'no'],
  ]);
  for (const word of no) answers.set(foldPhrase(word), 'no');
  for (const word of yes) answers.set(foldPhrase(word), 'yes');
  return (text) =>
    text.length > LONGEST_ANSWER ? undefined : answers.get(foldPhrase(asciiDigits(text)));
}
