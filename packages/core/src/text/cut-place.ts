import type { Span, Units } from './text-units.js';

/** White space at which a line may break; a non-breaking space holds its words together. */
const space = /[^\S\u00a0\u202f\ufeff]/u;
const paragraph = /\n[^\S\n]*\n/gu;
const line = /\n/gu;
const sentence = /(?:[.!?…؟۔।]+["'”’»)\]\u2069]*\s+|[。！？]+[」』）]*\s*)/gu;
const word = /[^\S\u00a0\u202f\ufeff]+/gu;

const segmenters = new Map<string, Intl.Segmenter>();

/** What finds words or characters. Making one takes milliseconds, so it waits for a long text. */
function segmenterOf(granularity: 'word' | 'grapheme'): Intl.Segmenter {
  const segmenter = segmenters.get(granularity) ?? new Intl.Segmenter(undefined, { granularity });
  segmenters.set(granularity, segmenter);
  return segmenter;
}

const OPENING = /[\u2066-\u2068]/;
const CLOSING = '\u2069';

/** The isolates in a text: from the mark that opens one up to behind the one that closes it. */
function isolatesIn(shown: string): Span[] {
  const found: Span[] = [];
  const open: number[] = [];
  for (const { 0: mark, index } of shown.matchAll(/[\u2066-\u2069]/gu)) {
    if (mark !== CLOSING) open.push(index);
    else if (open.length > 0) {
      const from = open.pop() ?? 0;
      if (open.length === 0) found.push([from, index + 1]);
    }
  }
  return found;
}

/** The marks of isolates that are open at a place, in order. */
export function openIsolates(shown: string, place: number): string {
  let open = '';
  for (const [mark] of shown.slice(0, place).matchAll(/[\u2066-\u2069]/gu)) {
    if (OPENING.test(mark)) open += mark;
    else open = open.slice(0, -1);
  }
  return open;
}

/** Whether a unit is white space that may be lost at a cut. */
export function isLoose({ shown, code }: Units, unit: number): boolean {
  const character = shown[unit];
  if (character === undefined || !space.test(character)) return false;
  return !code.some(([from, to]) => unit >= from && unit < to);
}

function startOf(granularity: 'word' | 'grapheme', shown: string, place: number): number {
  return segmenterOf(granularity).segment(shown).containing(place)?.index ?? place;
}

/** Never between the two halves of a surrogate pair. */
function wholeCharacter(shown: string, place: number): number {
  return (shown.codePointAt(place - 1) ?? 0) > 0xffff ? place - 1 : place;
}

/** How many units at the beginning say nothing: white space, and marks that open isolates. */
function leadOf(units: Units): number {
  let lead = 0;
  while (isLoose(units, lead) || /[\u2066-\u2069]/.test(units.shown[lead] ?? '')) lead += 1;
  return lead;
}

/** Behind the first character that says something: the least a piece can hold. */
export function leastCut(units: Units): number {
  const lead = leadOf(units);
  const character = (units.shown.codePointAt(lead) ?? 0) > 0xffff ? 2 : 1;
  return Math.min(units.shown.length, lead + character);
}

/** The end of the last match that ends where the cut may be. */
function lastEnd(pattern: RegExp, window: string): number {
  let end = 0;
  for (const match of window.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}

/**
 * Where to cut a text of which `most` units fit: behind a paragraph, line, sentence or word in the
 * second half of them, else wherever a word or, in the end, a character ends. Items of lists and
 * isolates that fit stay whole. 0 where nothing that says anything fits.
 */
export function placeToCut(units: Units, most: number): number {
  const { shown } = units;
  const lead = leadOf(units);
  let reach = most;
  while (isLoose(units, reach)) reach += 1;
  // A little more, so that what lies across the end is seen whole.
  const around = shown.slice(0, reach + 128);
  const whole = [...units.items, ...isolatesIn(shown)].filter(
    ([from, to]) => from > lead && from < reach && to - from <= most,
  );
  const settled = (place: number): number => {
    const inside = whole.find(([from, to]) => from < place && place < to);
    if (inside !== undefined) return settled(inside[0]);
    return place >= around.length ? place : startOf('grapheme', around, place);
  };
  const window = shown.slice(0, reach);
  const [half, early] = [Math.max(most / 2, lead), settled(lastEnd(word, window))];
  for (const pattern of [paragraph, line, sentence, word]) {
    const place = settled(lastEnd(pattern, window));
    if (place > half) return place;
  }
  const between = settled(startOf('word', around, most));
  if (between > half) return between;
  const within = [early, between, startOf('grapheme', around, most), wholeCharacter(shown, most)];
  return within.find((place) => place > lead) ?? 0;
}
