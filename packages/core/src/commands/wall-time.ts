import { momentAt, wallAt } from '../schedules/wall-clock.js';

/** A moment as a calendar and the clock on the wall show it. */
export interface WallTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** What calendar and clock show at a moment, ms UTC, in a time zone. */
export function wallTime(moment: number, timeZone: string): WallTime {
  const shown = new Date(wallAt(moment, timeZone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
  };
}

function asIfUtc({ year, month, day, hour, minute }: WallTime): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, 0, 0);
  return date.getTime();
}

/** The moment, ms UTC, at which calendar and clock show this; the end of an hour that is skipped. */
export function momentOf(wall: WallTime, timeZone: string): number {
  return momentAt(asIfUtc(wall), timeZone);
}

/** Whether there is such a day: no 31 February. */
export function isDay({ year, month, day }: Pick<WallTime, 'year' | 'month' | 'day'>): boolean {
  const date = new Date(asIfUtc({ year, month, day, hour: 0, minute: 0 }));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The day so many days later; only the date of the answer counts. */
export function daysLater(wall: WallTime, days: number): WallTime {
  const date = new Date(asIfUtc({ ...wall, hour: 0, minute: 0 }) + days * 86_400_000);
  return {
    ...wall,
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
}

/** The day of the week, from 0 for Sunday. */
export function weekdayOf(wall: WallTime): number {
  return new Date(asIfUtc(wall)).getUTCDay();
}
