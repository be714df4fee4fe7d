import { asciiDigits } from '../../languages/digits.js';
import { foldPhrase, foldWord } from '../fold-word.js';
import type { Token } from '../tokens.js';
import type { DateFacts } from './date-facts.js';

/** One piece of a date. */
export type DatePiece =
  | { readonly kind: 'time'; readonly hour: number; readonly minute: number }
  | { readonly kind: 'day'; readonly year?: number; readonly month: number; readonly day: number }
  | { readonly kind: 'weekday'; readonly weekday: number }
  | { readonly kind: 'relative'; readonly days: number }
  | { readonly kind: 'filler' };

/** A piece and how many tokens it took. */
export interface TakenPiece {
  readonly piece: DatePiece;
  readonly taken: number;
}

/** The words of a token in lower case with 0 to 9, commas at its end and marks of direction gone. */
function plain(token: Token | undefined): string {
  return asciiDigits((token?.text ?? '').normalize('NFKC'))
    .replace(/\p{Cf}/gu, '')
    .replace(/[,،;.]+$/u, '')
    .toLowerCase();
}

function timeOf(hour: number, minute: number, half?: string): DatePiece | undefined {
  const twelve = half !== undefined;
  if (minute > 59 || hour > (twelve ? 12 : 23) || (twelve && hour === 0)) return undefined;
  const full = twelve ? (hour % 12) + (half.startsWith('p') ? 12 : 0) : hour;
  return { kind: 'time', hour: full, minute };
}

/** `16:00`, `16h30`, `4pm`, `4:30 pm`. An hour alone is no time: it could be a day or a number. */
function time(one: string, other: string): TakenPiece | undefined {
  const joined = /^(\d{1,2})(?:[:.](\d{2}))?([ap])\.?m?$/.exec(one);
  const apart = /^[ap]\.?m$/.test(other) ? /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(one) : null;
  const clock = /^(\d{1,2}):(\d{2})$/.exec(one) ?? /^(\d{1,2})h(\d{2})?$/.exec(one);
  const half = joined?.[3] ?? (apart === null ? undefined : other);
  const found = joined ?? apart ?? clock;
  if (found === null) return undefined;
  const piece = timeOf(Number(found[1]), Number(found[2] ?? 0), half);
  return piece && { piece, taken: apart === null ? 1 : 2 };
}

function fullYear(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  return written.length === 2 ? 2000 + Number(written) : Number(written);
}

function dayOf(year: number | undefined, month: number, day: number): DatePiece | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return { kind: 'day', month, day, ...(year === undefined ? {} : { year }) };
}

/** `2027-03-01`, `24/12`, `24.12.2027`, in the order of the language where only that decides. */
function numeric(one: string, { dayFirst }: DateFacts): TakenPiece | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(one);
  if (iso !== null) {
    const piece = dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    return piece && { piece, taken: 1 };
  }
  const found = /^(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(one);
  if (found === null) return undefined;
  const [first, second] = [Number(found[1]), Number(found[3])];
  const year = fullYear(found[4]);
  const usual = dayFirst || found[2] === '.';
  const swapped = usual ? second > 12 : first > 12;
  const piece = usual === swapped ? dayOf(year, first, second) : dayOf(year, second, first);
  return piece && { piece, taken: 1 };
}

/** `24 December`, `December 24`, with the year behind it where there is one. */
function named(
  [one, other, third]: readonly [string, string, string],
  { months, fillers }: DateFacts,
): TakenPiece | undefined {
  const number = (text: string): number => Number(/^(\d{1,2})(st|nd|rd|th|º|ª)?$/.exec(text)?.[1]);
  const filler = fillers.has(foldWord(other)) && months.has(foldWord(third));
  const [before, behind] = filler ? [one, third] : [one, other];
  const month = months.get(foldWord(behind)) ?? months.get(foldWord(before));
  const day = months.has(foldWord(behind)) ? number(before) : number(behind);
  if (month === undefined || Number.isNaN(day)) return undefined;
  const piece = dayOf(undefined, month, day);
  return piece && { piece, taken: filler ? 3 : 2 };
}

/** Days may be called by several words: `day after tomorrow`. */
const MOST_WORDS = 4;

function relative(tokens: readonly Token[], { days }: DateFacts): TakenPiece | undefined {
  for (let taken = Math.min(MOST_WORDS, tokens.length); taken > 0; taken -= 1) {
    const said = tokens.slice(0, taken).map(({ text }) => text);
    const found = days.get(foldPhrase(said.join(' ')));
    if (found !== undefined) return { piece: { kind: 'relative', days: found }, taken };
  }
  return undefined;
}

function word(one: string, { weekdays, fillers }: DateFacts): TakenPiece | undefined {
  const folded = foldWord(one);
  const weekday = weekdays.get(folded);
  if (weekday !== undefined) return { piece: { kind: 'weekday', weekday }, taken: 1 };
  return fillers.has(folded) ? { piece: { kind: 'filler' }, taken: 1 } : undefined;
}

function withYear(found: TakenPiece | undefined, next: string): TakenPiece | undefined {
  const year = /^\d{4}$/.test(next) ? Number(next) : undefined;
  if (found?.piece.kind !== 'day' || year === undefined) return found;
  return { piece: { ...found.piece, year }, taken: found.taken + 1 };
}

/** The piece of a date at the start of `tokens`; undefined where there is none. */
export function datePiece(tokens: readonly Token[], facts: DateFacts): TakenPiece | undefined {
  const [one, other, third] = [plain(tokens[0]), plain(tokens[1]), plain(tokens[2])];
  if (one === '') return undefined;
  const day = named([one, other, third], facts);
  if (day !== undefined) return withYear(day, plain(tokens[day.taken]));
  return time(one, other) ?? numeric(one, facts) ?? relative(tokens, facts) ?? word(one, facts);
}
