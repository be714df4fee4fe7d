import { type Argument, argumentThat, given, misread } from '../argument.js';
import type { Token } from '../tokens.js';
import { daysLater, isDay, momentOf, type WallTime, wallTime, weekdayOf } from '../wall-time.js';
import type { DateFacts } from './date-facts.js';
import { type DatePiece, datePiece } from './date-pieces.js';

type Piece<Kind extends DatePiece['kind']> = Extract<DatePiece, { kind: Kind }>;

interface Pieces {
  readonly day?: Piece<'day' | 'weekday' | 'relative'>;
  readonly time?: Piece<'time'>;
  /** Tokens up to the last piece that says something. */
  readonly taken: number;
}

/** As many pieces as fit together: one day and one time, in either order. */
function piecesOf(tokens: readonly Token[], facts: DateFacts): Pieces {
  let found: Pieces = { taken: 0 };
  for (let at = 0; at < tokens.length; ) {
    const next = datePiece(tokens.slice(at), facts);
    if (next === undefined) break;
    at += next.taken;
    const { piece } = next;
    if (piece.kind === 'filler') continue;
    if (piece.kind === 'time') {
      if (found.time !== undefined) break;
      found = { ...found, time: piece, taken: at };
    } else {
      // "Friday 5 March" says one day twice: the date counts.
      const both = found.day?.kind === 'weekday' && piece.kind === 'day';
      if (found.day !== undefined && !both) break;
      found = { ...found, day: piece, taken: at };
    }
  }
  return found;
}

/** The day that was meant; where no year was said, the next there is. */
function dayMeant(day: Pieces['day'], today: WallTime, past: boolean): WallTime | undefined {
  if (day === undefined) return past ? daysLater(today, 1) : today;
  if (day.kind === 'relative') return daysLater(today, day.days);
  if (day.kind === 'weekday') {
    const ahead = (day.weekday - weekdayOf(today) + 7) % 7;
    return daysLater(today, ahead === 0 && past ? 7 : ahead);
  }
  const { month, day: number } = day;
  const said = { ...today, month, day: number, year: day.year ?? today.year };
  if (day.year !== undefined) return isDay(said) ? said : undefined;
  const over = month < today.month || (month === today.month && number < today.day);
  const gone = over || (month === today.month && number === today.day && past);
  const years = [0, 1, 2, 3, 4].map((later) => ({ ...said, year: today.year + later }));
  return years.slice(gone ? 1 : 0).find(isDay);
}

/**
 * Reads a moment at the start of `tokens`, ms UTC, and how many it took. `time` is the time of day
 * where none was written, as `HH:MM`.
 */
function readDate(
  tokens: readonly Token[],
  facts: DateFacts,
  time: string,
): { readonly moment: number; readonly taken: number } | undefined {
  const found = piecesOf(tokens, facts);
  if (found.taken === 0) return undefined;
  const today = wallTime(facts.now, facts.timeZone);
  const [hour = 0, minute = 0] = found.time
    ? [found.time.hour, found.time.minute]
    : time.split(':').map(Number);
  const past = momentOf({ ...today, hour, minute }, facts.timeZone) <= facts.now;
  const gone = past && !(found.day?.kind === 'day' && found.time === undefined);
  const day = dayMeant(found.day, today, gone);
  if (day === undefined) return undefined;
  return { moment: momentOf({ ...day, hour, minute }, facts.timeZone), taken: found.taken };
}

/**
 * A moment, in ms UTC: `tomorrow`, `Friday 16:00`, `24/12`, `2027-03-01 9:00`, in the words and
 * the order of the person's language and in the time zone of the group or community.
 *
 * Without a year, or with a weekday, the next such day is meant. `time` (`HH:MM`) stands where no
 * time of day was written; the start of the day unless given.
 */
export function date(options: { readonly time?: string } = {}): Argument<number> {
  const { time = '00:00' } = options;
  return argumentThat(['dates'], (tokens, { dates }) => {
    if (tokens.length === 0) return misread('argument.date.missing', {});
    const read = readDate(tokens, dates, time);
    return read === undefined
      ? misread('argument.date.unknown', { given: given(tokens[0]?.text ?? '') })
      : { value: read.moment, taken: read.taken };
  });
}
