import { cleanName } from '../direction-marks.js';

/** Remembers who has written, to know them again after an `@`. */
export interface KnownNames {
  /** Learns a name; the same name again costs nothing. */
  add(name: string): void;
  /** The longest known name that starts at this place of the text, whole words only. */
  at(text: string, place: number): string | undefined;
}

/** A group has at most 1,024 members; beyond this many names no more are learnt. */
const mostNames = 20_000;

/** `@⁨Ana Reyes⁩` between isolates, `@639170001111`, or an `@` before something typed by hand. */
const mention = /@(?:\u2068([^\u2069\n]{1,120})\u2069|(\+?\d{7,20})(?![\d\p{L}])|)/gu;

const wordCharacter = /[\p{L}\p{N}\p{M}_]/u;

/** Names that begin with the same word: how long they are, longest first. */
type Lengths = number[];

/** An empty memory of names. */
export function knownNames(): KnownNames {
  const known = new Set<string>();
  const byText = new Map<string, string>();
  const byFirstWord = new Map<string, Lengths>();
  return {
    add(name) {
      if (known.has(name) || known.size >= mostNames) return;
      known.add(name);
      const bare = name.startsWith('~ ') ? name.slice(2) : name;
      byText.set(bare.toLowerCase(), name);
      noteLength(byFirstWord, firstWord(bare, 0), bare.length);
    },
    at(text, place) {
      const lengths = byFirstWord.get(firstWord(text, place)) ?? [];
      for (const length of lengths) {
        const name = byText.get(text.slice(place, place + length).toLowerCase());
        if (name !== undefined && endsWord(text, place + length)) return name;
      }
      return undefined;
    },
  };
}

function noteLength(byFirstWord: Map<string, Lengths>, word: string, length: number): void {
  const lengths = byFirstWord.get(word);
  if (lengths === undefined) byFirstWord.set(word, [length]);
  else if (!lengths.includes(length)) {
    lengths.push(length);
    lengths.sort((one, other) => other - one);
  }
}

function firstWord(text: string, from: number): string {
  let end = from;
  while (end < text.length && end - from < 24 && wordCharacter.test(text[end] ?? '')) end += 1;
  return text.slice(from, Math.max(end, from + 1)).toLowerCase();
}

function endsWord(text: string, end: number): boolean {
  return end >= text.length || !wordCharacter.test(text[end] ?? '');
}

/** Whom a text mentions: names or ids, each once, in order. */
export function findMentions(text: string, names: KnownNames): readonly string[] {
  if (!text.includes('@')) return [];
  const found = new Set<string>();
  for (const match of text.matchAll(mention)) {
    const place = match.index;
    const [, isolated, id] = match;
    if (isolated !== undefined) found.add(cleanName(isolated));
    else if (place > 0 && wordCharacter.test(text[place - 1] ?? '')) continue;
    else if (id !== undefined) found.add(id);
    else {
      const name = names.at(text, place + 1);
      if (name !== undefined) found.add(name);
    }
  }
  found.delete('');
  return [...found];
}
