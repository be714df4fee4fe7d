import { asciiLookAlike } from './confusables.js';
import { MATCHED_LENGTH } from './detector.js';

/**
 * A message folded for matching, with the way back to the message as it was sent.
 *
 * The folded text is for comparing only and must never be shown or stored: it rewrites Cyrillic
 * and Greek words. Scripts without Latin look-alikes (Arabic, Devanagari, Thai, Baybayin, ...) keep
 * their letters and marks.
 */
export interface Folded {
  readonly text: string;
  /** Where in the original each folded unit begins; absent while both are the same. */
  readonly starts?: Uint32Array;
  /** Where in the original each folded unit ends; absent together with `starts`. */
  readonly ends?: Uint32Array;
}

const NOT_ASCII = /[^\t\n\r -~]/;
const INVISIBLE = /^(?:\p{Default_Ignorable_Code_Point}|\p{Cf}|(?![\t\n\r])\p{Cc})$/u;
const MARK = /^\p{M}$/u;
const MARKS = /\p{M}/gu;
const LINE_BREAK = /^[\u2028\u2029\u0085]$/;
const ASCII_ONLY = /^[ -~]+$/;

/** A NFKC expansion longer than this is a ligature of words (U+FDFA: 18 letters); it is kept. */
const LONGEST_EXPANSION = 4;
const REMEMBERED = 4096;
const DROPPED = '';
/** One flag for each character of the basic plane that is known to be folded to itself. */
let unchanged: Uint8Array | undefined;
/** Stands for a combining mark, whose fate depends on the letter it sits on. */
const MARK_SIGN = '\u0000';
const remembered = new Map<number, string>();

/**
 * Folds what a reader takes for the same text to the same text: compatibility forms, look-alike
 * letters, digits of every script, dashes and dots; drops what no reader sees.
 *
 * One pass, linear. ASCII costs one regular expression, other text about 5 ns a character.
 */
export function fold(message: string): Folded {
  const text = message.length > MATCHED_LENGTH ? message.slice(0, MATCHED_LENGTH) : message;
  if (!NOT_ASCII.test(text)) return { text };

  unchanged ??= new Uint8Array(0x10000);
  const edits: Edit[] = [];
  let marksAreDropped = false;
  for (let at = 0; at < text.length; ) {
    const first = text.charCodeAt(at);
    const isAscii = first < 0x7f && first >= 0x20;
    if (isAscii || unchanged[first] === 1) {
      marksAreDropped = isAscii;
      at += 1;
      continue;
    }
    const codePoint = text.codePointAt(at) ?? 0;
    const next = at + (codePoint > 0xffff ? 2 : 1);
    let sign = foldCodePoint(codePoint);
    if (isRegionalIndicator(codePoint)) sign = foldFlag(text, at, next);
    if (sign === MARK_SIGN) {
      if (marksAreDropped) edits.push({ start: at, end: next, sign: DROPPED });
    } else if (sign === UNCHANGED) {
      marksAreDropped = false;
      if (codePoint < 0xd800 || (codePoint > 0xdfff && next === at + 1)) unchanged[codePoint] = 1;
    } else {
      edits.push({ start: at, end: next, sign });
      if (sign !== DROPPED) marksAreDropped = sign.charCodeAt(sign.length - 1) < 0x80;
    }
    at = next;
  }
  return applyEdits({ text }, edits);
}

/** Where a stretch of the folded text stands in the message as it was sent. */
export function originalSpan(
  folded: Folded,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  return {
    start: folded.starts?.[start] ?? start,
    end: folded.ends?.[end - 1] ?? end,
  };
}

/**
 * Replaces what `pattern` (global) matches and keeps the way back; an unchanged text costs one
 * search. A replacement of `undefined` leaves the match as it is.
 */
export function rewrite(
  folded: Folded,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string | undefined,
): Folded {
  const edits: Edit[] = [];
  for (const match of folded.text.matchAll(pattern)) {
    const sign = replace(match);
    if (sign === undefined) continue;
    edits.push({ start: match.index, end: match.index + match[0].length, sign });
  }
  return applyEdits(folded, edits);
}

/** One replacement: `sign` instead of what stands between two offsets. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly sign: string;
}

function applyEdits(folded: Folded, edits: readonly Edit[]): Folded {
  if (edits.length === 0) return folded;
  const { text } = folded;
  let length = text.length;
  for (const edit of edits) length += edit.sign.length - (edit.end - edit.start);
  const starts = new Uint32Array(length);
  const ends = new Uint32Array(length);
  let edited = '';
  let kept = 0;
  let unit = 0;
  const keepUntil = (stop: number): void => {
    edited += text.slice(kept, stop);
    for (let at = kept; at < stop; at += 1) {
      starts[unit] = folded.starts?.[at] ?? at;
      ends[unit] = folded.ends?.[at] ?? at + 1;
      unit += 1;
    }
  };
  for (const { start, end, sign } of edits) {
    keepUntil(start);
    const span = originalSpan(folded, start, end);
    for (let added = 0; added < sign.length; added += 1) {
      starts[unit] = span.start;
      ends[unit] = span.end;
      unit += 1;
    }
    edited += sign;
    kept = end;
  }
  keepUntil(text.length);
  return { text: edited, starts, ends };
}

/** Says that a character is folded to itself. */
const UNCHANGED = '\u0001';

function foldCodePoint(codePoint: number): string {
  const known = remembered.get(codePoint);
  if (known !== undefined) return known;
  const folded = computeFold(codePoint);
  const sign = folded === String.fromCodePoint(codePoint) ? UNCHANGED : folded;
  if (remembered.size < REMEMBERED) remembered.set(codePoint, sign);
  return sign;
}

function computeFold(codePoint: number): string {
  const original = String.fromCodePoint(codePoint);
  if (LINE_BREAK.test(original)) return '\n';
  const lookAlike = asciiLookAlike(codePoint);
  if (lookAlike !== undefined) return lookAlike;
  if (INVISIBLE.test(original)) return DROPPED;
  if (MARK.test(original)) return MARK_SIGN;
  const bare = withoutMarks(original);
  if (bare !== undefined) return bare;
  // NFKC takes Thai and Lao am apart, which every reader of them writes as one letter.
  if (original === '\u0e33' || original === '\u0eb3') return original;
  const compatible = original.normalize('NFKC');
  if (compatible.length > LONGEST_EXPANSION || compatible.length === 0) return original;
  if (/^\p{Pd}$/u.test(compatible)) return '-';
  if (/^\p{Zs}$/u.test(compatible)) return ' ';
  return asciiLookAlike(compatible.codePointAt(0) ?? 0) ?? compatible;
}

/** `é` -> `e`, `ά` -> `a`; undefined where the base is not drawn like a Latin letter or digit. */
function withoutMarks(original: string): string | undefined {
  const bare = original.normalize('NFKD').replace(MARKS, '');
  if (bare.length === 0 || bare.length > LONGEST_EXPANSION) return undefined;
  if (ASCII_ONLY.test(bare)) return bare;
  return asciiLookAlike(bare.codePointAt(0) ?? 0);
}

function isRegionalIndicator(codePoint: number): boolean {
  return codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;
}

/** Two regional indicators make a flag and stay; a lone one is only drawn as its letter. */
function foldFlag(text: string, at: number, next: number): string {
  const before = at >= 2 ? (text.codePointAt(at - 2) ?? 0) : 0;
  const after = text.codePointAt(next) ?? 0;
  const own = text.codePointAt(at) ?? 0;
  if (isRegionalIndicator(before) || isRegionalIndicator(after)) return UNCHANGED;
  return String.fromCharCode(0x41 + own - 0x1f1e6);
}
