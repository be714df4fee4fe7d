import { isLoose, leastCut, openIsolates, placeToCut } from './cut-place.js';
import { plainText } from './plain-text.js';
import { border, type Part, plain, type Text } from './text.js';
import { sliceText, type Units, unitsOf } from './text-units.js';

/** How long a text is when it is written down for a platform, in the units of the limit. */
export type Measure = (text: Text) => number;

const CLOSE = '\u2069';

/** The units before a place, with isolates that are open there closed. */
function before(text: Text, { shown }: Units, place: number): Text {
  const open = openIsolates(shown, place);
  const kept = sliceText(text, 0, place);
  return open === '' ? kept : [...kept, ...plain(CLOSE.repeat(open.length))];
}

/** The units from a place on, with the isolates opened that a cut there went through. */
function behind(text: Text, { shown }: Units, cut: number, from: number): Text {
  const open = openIsolates(shown, cut);
  const kept = sliceText(text, from, shown.length);
  return open === '' || kept.length === 0 ? kept : [...plain(open), ...kept];
}

/** Guesses that go by the length before the rest is halved again and again. */
const GUESSES = 6;

/** How many units fit; a few less where finding out would take long. */
function mostUnits(text: Text, units: Units, limit: number, measure: Measure): number {
  const { length } = units.shown;
  const close = limit >> 7;
  let [least, most] = [0, length + 1];
  let guess = Math.min(length, Math.max(1, limit));
  for (let guesses = 0; most - least > 1; guesses += 1) {
    // Mostly a unit is written as one: what is left or too much tells where to look next.
    const room = limit - measure(before(text, units, guess));
    if (room < 0) most = guess;
    else least = guess;
    if (least === length || (room >= 0 && room <= close)) return least;
    guess += room;
    const isOutside = guess <= least || guess >= most;
    if (isOutside || guesses >= GUESSES) guess = Math.floor((least + most) / 2);
  }
  return least;
}

/** Where the cut is made so that the piece before it really fits: formatting may make it longer. */
function fittingCut(text: Text, units: Units, fit: number, fits: (piece: Text) => boolean): number {
  for (let most = fit; most > 0; ) {
    const cut = placeToCut(units, most);
    if (cut === 0) return 0;
    const end = trimmedEnd(units, cut);
    if (end > most || end === 0 || fits(before(text, units, end))) return cut;
    most = Math.min(most, end) - 1;
  }
  return 0;
}

function trimmedEnd(units: Units, cut: number): number {
  let end = cut;
  while (end > 0 && isLoose(units, end - 1)) end -= 1;
  return end;
}

/** What does not fit whole is cut as plain words: a mention or link first, then all formatting. */
function plainer(text: Text): Text {
  const [first, ...rest] = text;
  if (first?.kind === 'mention' || first?.kind === 'link') {
    return [...plain(plainText([first])), ...rest];
  }
  return plain(plainText(text));
}

function isPlain(text: Text): boolean {
  return text.every(({ kind }) => kind === 'plain');
}

/** The first unit from a place on that is not white space. */
function firstSaid(units: Units, place: number): number {
  let from = place;
  while (isLoose(units, from)) from += 1;
  return from;
}

function withoutLead(text: Text): Text {
  const units = unitsOf(text);
  const from = firstSaid(units, 0);
  return from === 0 ? text : sliceText(text, from, units.shown.length);
}

function cutLong(whole: Text, later: number, measure: Measure, first: number): Text[] {
  const pieces: Text[] = [];
  let text = withoutLead(whole);
  for (;;) {
    const limit = pieces.length === 0 ? first : later;
    const fits = (piece: Text): boolean => measure(piece) <= limit;
    const units = unitsOf(text);
    const most = mostUnits(text, units, limit, measure);
    if (most === units.shown.length) break;
    const cut = fittingCut(text, units, most, fits) || (isPlain(text) ? leastCut(units) : 0);
    if (cut === 0) {
      text = plainer(text);
      continue;
    }
    const end = trimmedEnd(units, cut);
    if (end > 0) pieces.push(before(text, units, end));
    text = behind(text, units, cut, firstSaid(units, cut));
  }
  return text.length === 0 && pieces.length > 0 ? pieces : [...pieces, text];
}

function atBorders(text: Text): Text[] {
  const found: Part[][] = [[]];
  for (const part of text) {
    if (part.kind === 'border') found.push([]);
    else found.at(-1)?.push(part);
  }
  return found.filter((stretch) => plainText(stretch).trim() !== '');
}

/** As many stretches together as fit; one that does not fit by itself is cut. */
function packed(
  stretches: readonly Text[],
  later: number,
  measure: Measure,
  first: number,
): Text[] {
  const pieces: Text[] = [];
  const most = (): number => (pieces.length === 0 ? first : later);
  let open: Text | undefined;
  for (const stretch of stretches) {
    const together: Text = open === undefined ? stretch : [...open, border, ...stretch];
    if (measure(together) <= most()) {
      open = together;
      continue;
    }
    if (open !== undefined) pieces.push(open);
    open = open !== undefined && measure(stretch) <= later ? stretch : undefined;
    if (open === undefined) pieces.push(...cutLong(stretch, later, measure, most()));
  }
  return open === undefined ? pieces : [...pieces, open];
}

/**
 * Cuts a text into pieces that are within the limit when they are written down; they lose nothing
 * but white space at the cuts.
 *
 * Cuts are made at borders first, then behind paragraphs, lines, sentences and words; never
 * through a mention, a link, a character as a reader sees it, or an item of a list or an isolate
 * that fits into a piece. Formatting that a cut goes through goes on behind it. The first piece may
 * have a limit of its own.
 */
export function splitText(
  text: Text,
  limit: number,
  measure: Measure,
  first = limit,
): readonly Text[] {
  if (measure(text) <= first) return [text];
  const stretches = atBorders(text);
  const pieces =
    stretches.length > 0
      ? packed(stretches, limit, measure, first)
      : cutLong(text, limit, measure, first);
  const written = pieces.filter((piece) => plainText(piece).trim() !== '');
  return written.length > 0 ? written : pieces.slice(0, 1);
}
