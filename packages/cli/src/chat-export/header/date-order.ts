import type { DateOrder } from '../chat-file.js';
import type { Stamp } from './stamp.js';

/** Year, month and day, all from 1. */
export type CalendarDay = readonly [number, number, number];

/** What the dates met so far say under each reading. */
export interface DateTally {
  yearFirst: number;
  readonly readings: Readonly<Record<DateOrder, ReadingTally>>;
}

interface ReadingTally {
  /** Dates that do not exist in this reading, such as a 13th month. */
  impossible: number;
  /** Dates that go back in time; an export hardly ever does. */
  backward: number;
  days: number;
  earliest: number;
  latest: number;
  last: number;
}

const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A tally that has seen nothing yet. */
export function newDateTally(): DateTally {
  const empty = (): ReadingTally => ({
    ...{ impossible: 0, backward: 0, days: 0, last: Number.NaN },
    ...{ earliest: Number.POSITIVE_INFINITY, latest: Number.NEGATIVE_INFINITY },
  });
  return { yearFirst: 0, readings: { dmy: empty(), mdy: empty(), ymd: empty() } };
}

/** Takes one more date into account. */
export function tallyDate(tally: DateTally, stamp: Stamp): void {
  if (stamp.yearFirst) {
    tally.yearFirst += 1;
    return;
  }
  for (const order of ['dmy', 'mdy', 'ymd'] as const) {
    tallyReading(tally.readings[order], calendarDay(stamp, order));
  }
}

function tallyReading(reading: ReadingTally, day: CalendarDay | undefined): void {
  if (day === undefined) {
    reading.impossible += 1;
    return;
  }
  const number = Date.UTC(day[0], day[1] - 1, day[2]) / 86_400_000;
  if (number < reading.last) reading.backward += 1;
  if (number !== reading.last) reading.days += 1;
  reading.earliest = Math.min(reading.earliest, number);
  reading.latest = Math.max(reading.latest, number);
  reading.last = number;
}

/** The date in the given order, or undefined when no calendar has it. */
export function calendarDay(stamp: Stamp, order: DateOrder): CalendarDay | undefined {
  const [first, second, third] = stamp.date;
  if (stamp.yearFirst || order === 'ymd') return existing(first, second, third);
  return order === 'dmy' ? existing(third, second, first) : existing(third, first, second);
}

function existing(year: number, month: number, day: number): CalendarDay | undefined {
  const days = monthDays[month - 1];
  if (days === undefined || day < 1 || day > days) return undefined;
  const full = fullYear(year);
  if (month === 2 && day === 29 && new Date(Date.UTC(full, 1, 29)).getUTCMonth() !== 1) {
    return undefined;
  }
  return [full, month, day];
}

/** WhatsApp began in 2009, so two digits mean this century; 2566 is the Buddhist 2023. */
function fullYear(year: number): number {
  if (year < 100) return 2000 + year;
  return year > 2400 ? year - 543 : year;
}

/** Whether a further date could hardly change the decision. */
export function isDecided(tally: DateTally): boolean {
  const { dmy, mdy } = tally.readings;
  return tally.yearFirst > 0 || dmy.impossible !== mdy.impossible;
}

/**
 * Decides for the whole file: a value above 12 settles it, then the order in which time runs
 * forward, then the order that does not spread a few days over months; otherwise day first.
 */
export function decideDateOrder(tally: DateTally): DateOrder {
  const { dmy, mdy, ymd } = tally.readings;
  const seen = dmy.days + dmy.impossible;
  if (tally.yearFirst > seen) return 'ymd';
  if (ymd.impossible < Math.min(dmy.impossible, mdy.impossible)) return 'ymd';
  if (dmy.impossible !== mdy.impossible) return dmy.impossible < mdy.impossible ? 'dmy' : 'mdy';
  if (dmy.backward !== mdy.backward) return dmy.backward < mdy.backward ? 'dmy' : 'mdy';
  const scattered = dmy.days >= 3 && spread(dmy) > 4 * spread(mdy);
  return scattered ? 'mdy' : 'dmy';
}

function spread(reading: ReadingTally): number {
  return reading.latest - reading.earliest;
}
