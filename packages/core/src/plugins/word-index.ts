import { once } from '../once.js';

/** Longer texts are searched in their beginning only. */
const LONGEST_TEXT = 4_000;

/** Scripts that put no space between words: there a word is looked for anywhere in the text. */
const unspaced = once(
  () =>
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u,
);

const ASCII = /^[\x20-\x7e]*$/;

function folded(text: string): string {
  const beginning = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  if (ASCII.test(beginning)) return beginning.toLowerCase();
  return beginning
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '');
}

const anyWord = once(() => /[\p{L}\p{N}\p{M}]+/gu);

function wordsOf(text: string): string[] {
  return text.match(anyWord()) ?? [];
}

interface Phrase<Item> {
  readonly words: readonly string[];
  readonly item: Item;
}

const nothing: ReadonlySet<never> = new Set();
const noWords: readonly string[] = [];

/** Finds whose words or phrases a text has in it, in one walk through the text. */
export interface WordIndex<Item> {
  find(text: string): ReadonlySet<Item>;
}

function startsHere<Item>({ words }: Phrase<Item>, text: readonly string[], at: number): boolean {
  return words.every((word, index) => text[at + index] === word);
}

/** Whether a unit of a text in small letters is one of a word, of the words that ASCII has. */
function isOfWord(unit: number): boolean {
  return (unit >= SMALL_A && unit <= SMALL_Z) || (unit >= DIGIT_0 && unit <= DIGIT_9);
}

const [SMALL_A, SMALL_Z, DIGIT_0, DIGIT_9, ASCII_END] = [0x61, 0x7a, 0x30, 0x39, 0x80];

/**
 * Makes what tells at a glance that no word of a text begins a phrase, as in nearly all texts: by
 * letter and length alone. To take a text apart into words takes ten times as long.
 */
function createGlance(firsts: Iterable<string>): (text: string) => boolean {
  /** By the letter a word begins with: a bit for each length. */
  const lengths = new Uint32Array(ASCII_END);
  const bitOf = (length: number): number => 1 << Math.min(length, 31);
  for (const word of firsts) {
    const letter = word.charCodeAt(0);
    if (letter < ASCII_END) lengths[letter] = (lengths[letter] ?? 0) | bitOf(word.length);
  }
  return (text) => {
    let start = 0;
    for (let at = 0; at <= text.length; at += 1) {
      const unit = at === text.length ? 0 : text.charCodeAt(at);
      if (unit >= ASCII_END) return true;
      if (isOfWord(unit)) continue;
      if (at > start && ((lengths[text.charCodeAt(start)] ?? 0) & bitOf(at - start)) !== 0)
        return true;
      start = at + 1;
    }
    return false;
  };
}

/**
 * Indexes words and phrases by their first word; capital letters and punctuation make no
 * difference. What a text does not begin to say costs nothing, however many phrases there are.
 */
export function createWordIndex<Item>(
  entries: Iterable<readonly [item: Item, words: readonly string[]]>,
): WordIndex<Item> {
  const byFirst = new Map<string, Phrase<Item>[]>();
  const anywhere: { readonly word: string; readonly item: Item }[] = [];
  for (const [item, written] of entries) {
    for (const one of written) {
      const words = wordsOf(folded(one));
      const [first] = words;
      if (first === undefined) continue;
      if (unspaced().test(one)) anywhere.push({ word: folded(one).trim(), item });
      else byFirst.set(first, [...(byFirst.get(first) ?? []), { words, item }]);
    }
  }
  const mayBegin = createGlance(byFirst.keys());
  return {
    find(text) {
      let found: Set<Item> | undefined;
      const plain = folded(text);
      const words = mayBegin(plain) ? wordsOf(plain) : noWords;
      for (let at = 0; at < words.length; at += 1) {
        const phrases = byFirst.get(words[at] ?? '');
        if (phrases === undefined) continue;
        for (const phrase of phrases) {
          if (startsHere(phrase, words, at)) found = (found ?? new Set()).add(phrase.item);
        }
      }
      for (const { word, item } of anywhere) {
        if (plain.includes(word)) found = (found ?? new Set()).add(item);
      }
      return found ?? nothing;
    },
  };
}
