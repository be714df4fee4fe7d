import { foldPhrase } from '../commands/fold-word.js';
import { asciiDigits } from '../languages/digits.js';

/** What somebody answered to a request: that it is done or cannot be, and to which. */
export interface Said {
  readonly said: 'done' | 'cannot';
  readonly number?: number;
}

/** Longer messages are no answer to a request. */
const LONGEST = 60;

const AT_END = /^(.*?)\s*(\d{1,3})$/su;

/** Reads an answer such as `DONE` or `can't 2`, in the words of all languages; undefined for others. */
export function readSaid(
  text: string,
  words: { readonly done: readonly string[]; readonly cannot: readonly string[] },
): Said | undefined {
  if (text.length > LONGEST) return undefined;
  const folded = foldPhrase(asciiDigits(text));
  const [, before = folded, digits] = AT_END.exec(folded) ?? [];
  const phrase = before.trim();
  const isOneOf = (list: readonly string[]): boolean =>
    list.some((word) => foldPhrase(word) === phrase);
  const number = digits === undefined ? {} : { number: Number(digits) };
  if (isOneOf(words.done)) return { said: 'done', ...number };
  return isOneOf(words.cannot) ? { said: 'cannot', ...number } : undefined;
}
