import { KapwaError } from '@kapwa/core';
import type { CalendarDay } from './date-order.js';

/** Turns a date and a time of day on one zone's clock into milliseconds UTC. */
export type WallClock = (day: CalendarDay, hour: number, minute: number, second: number) => number;

const dayMs = 86_400_000;
const mostDays = 20_000;

/**
 * The clock of an IANA time zone. A time that daylight saving skipped moves on by the gap, one
 * that happened twice is the earlier. The offset is asked for once a day, since asking is slow.
 */
export function wallClock(timeZone: string): WallClock {
  const offsetAt = zoneOffset(timeZone);
  const steady = new Map<number, number>();
  let lastKey = Number.NaN;
  let lastDay = Number.NaN;
  let lastOffset: number | undefined;

  return ([year, month, date], hour, minute, second) => {
    const key = (year * 16 + month) * 32 + date;
    if (key !== lastKey) {
      if (steady.size > mostDays) steady.clear();
      lastKey = key;
      lastDay = Date.UTC(year, month - 1, date);
      lastOffset = offsetOfDay(offsetAt, steady, lastDay);
    }
    const local = lastDay + ((hour * 60 + minute) * 60 + second) * 1000;
    return local - (lastOffset ?? offsetOnChange(offsetAt, local));
  };
}

/** The one offset of a day, or undefined on a day around which the clocks are changed. */
function offsetOfDay(
  offsetAt: (utc: number) => number,
  steady: Map<number, number>,
  day: number,
): number | undefined {
  const known = steady.get(day);
  if (known !== undefined) return Number.isNaN(known) ? undefined : known;
  const before = offsetAt(day - dayMs);
  const same = before === offsetAt(day + dayMs) && before === offsetAt(day + 2 * dayMs);
  steady.set(day, same ? before : Number.NaN);
  return same ? before : undefined;
}

function offsetOnChange(offsetAt: (utc: number) => number, local: number): number {
  const before = offsetAt(local - dayMs);
  const after = offsetAt(local + dayMs);
  if (offsetAt(local - before) === before) return before;
  return offsetAt(local - after) === after ? after : before;
}

function zoneOffset(timeZone: string): (utc: number) => number {
  const format = zoneFormat(timeZone);
  return (utc) => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(utc)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(utc / 1000) * 1000;
  };
}

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  } catch (cause) {
    const message = `"${timeZone}" is not a time zone. Use a name such as Africa/Nairobi or Asia/Manila.`;
    throw new KapwaError('config.invalid', message, { cause });
  }
}
