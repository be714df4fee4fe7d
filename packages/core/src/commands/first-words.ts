import { foldWord } from './fold-word.js';

/** Commands are short; longer first words are not looked up. */
const LONGEST_WORD = 40;

/** The first words of a text. */
interface Beginning {
  /** Folded; `@name` behind the first word is left away, as in `/help@KapwaBot`. */
  readonly words: readonly string[];
  /** Where each of them ends. */
  readonly ends: readonly number[];
}

/** Where the first word ends; -1 where it has more in it than letters and digits of ASCII. */
export function endOfSimpleWord(text: string): number {
  let at = 0;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === SPACE) break;
    const isLetter = (code | LOWER) >= LETTER_A && (code | LOWER) <= LETTER_Z;
    if (!isLetter && !(code >= DIGIT_0 && code <= DIGIT_9)) return -1;
  }
  return at === 0 || at > LONGEST_WORD ? -1 : at;
}

const [SPACE, LOWER, LETTER_A, LETTER_Z, DIGIT_0, DIGIT_9] = [0x20, 0x20, 0x61, 0x7a, 0x30, 0x39];

/** The first words of a text: as many as the commands have that begin with the first of them. */
export function beginningOf(text: string, longest: ReadonlyMap<string, number>): Beginning {
  const words: string[] = [];
  const ends: number[] = [];
  const next = /\S+/gu;
  let most = 1;
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    const [written] = match;
    if (written.length > LONGEST_WORD) break;
    const isFirst = words.length === 0;
    const word = foldWord(isFirst && written.includes('@') ? withoutName(written) : written);
    if (isFirst) most = longest.get(word) ?? 0;
    if (most === 0) break;
    words.push(word);
    ends.push(match.index + written.length);
    if (words.length === most) break;
  }
  return { words, ends };
}

/** Words without the names of bots behind them. */
export function withoutNames(words: string): string {
  return words.includes('@') ? words.replace(/(?<=\S)@\S+/u, '') : words;
}

/** `/help` of `/help@KapwaBot`. */
function withoutName(word: string): string {
  return word.replace(/(?<=.)@\S+$/u, '');
}

/** By the first word: how many words the longest phrase has that begins with it. */
export function longestOf(phrases: Iterable<string>): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  for (const phrase of phrases) {
    const words = phrase.split(' ');
    const [first = ''] = words;
    longest.set(first, Math.max(longest.get(first) ?? 0, words.length));
  }
  return longest;
}
