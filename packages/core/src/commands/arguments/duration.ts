import { type Argument, argumentThat, given, misread } from '../argument.js';
import { foldWord } from '../fold-word.js';
import type { Token } from '../tokens.js';
import { readNumber } from './number.js';

/** Longer spans than this are no plan, ms: ten years. */
const LONGEST = 10 * 366 * 86_400_000;

type Units = ReadonlyMap<string, number>;

/** A number and a unit written as one word: `2h`, `1h30m`, `30min`, and `1h30`. */
function together(word: string, units: Units): number | undefined {
  let sum = 0;
  let smaller: number | undefined;
  let rest = word;
  while (rest !== '') {
    const found = /^(\p{Nd}+(?:[.,٫]\p{Nd}+)?)([\p{L}\p{M}]*)/u.exec(rest);
    const amount = readNumber(found?.[1] ?? '');
    const unit = found?.[2] === '' ? smaller : units.get(foldWord(found?.[2] ?? ''));
    if (found === null || amount === undefined || unit === undefined) return undefined;
    sum += amount * unit;
    smaller = unit === 3_600_000 ? 60_000 : undefined;
    rest = rest.slice(found[0].length);
  }
  return word === '' ? undefined : sum;
}

interface Piece {
  readonly length: number;
  readonly taken: number;
}

function numberFirst([one, other]: readonly Token[], units: Units): Piece | undefined {
  const joined = together(one?.text ?? '', units);
  if (joined !== undefined) return { length: joined, taken: 1 };
  const amount = readNumber(one?.text ?? '');
  const unit = units.get(foldWord(other?.text ?? ''));
  if (amount === undefined || unit === undefined) return undefined;
  return { length: amount * unit, taken: 2 };
}

/** `siku 2`, as Swahili has it; the unit alone is one of it. */
function unitFirst([one, other]: readonly Token[], units: Units): Piece | undefined {
  const unit = units.get(foldWord(one?.text ?? ''));
  if (unit === undefined) return undefined;
  const amount = readNumber(other?.text ?? '');
  return amount === undefined ? { length: unit, taken: 1 } : { length: amount * unit, taken: 2 };
}

/** Reads a span of time at the start of `tokens`: how long it is, ms, and how many it took. */
function readDuration(tokens: readonly Token[], units: Units): Piece | undefined {
  const style = units.has(foldWord(tokens[0]?.text ?? '')) ? unitFirst : numberFirst;
  let length = 0;
  let taken = 0;
  for (let piece = style(tokens, units); piece !== undefined; ) {
    length += piece.length;
    taken += piece.taken;
    piece = style(tokens.slice(taken), units);
  }
  const sensible = taken > 0 && length > 0 && length <= LONGEST;
  return sensible ? { length: Math.round(length), taken } : undefined;
}

/** A span of time as people write it, in ms: `2h`, `30 minutes`, `siku 2`, `ساعة`. */
export function duration(): Argument<number> {
  return argumentThat(['units'], (tokens, { units }) => {
    if (tokens.length === 0) return misread('argument.duration.missing', {});
    const read = readDuration(tokens, units);
    return read === undefined
      ? misread('argument.duration.unknown', { given: given(tokens[0]?.text ?? '') })
      : { value: read.length, taken: read.taken };
  });
}
