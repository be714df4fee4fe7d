/** A moment as a calendar and the clock on the wall show it. */
export interface WallTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
      calendar: 'gregory',
      numberingSystem: 'latn',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What calendar and clock show at a moment, ms UTC, in a time zone. */
export function wallTime(moment: number, timeZone: string): WallTime {
  const shown = { year: 0, month: 0, day: 0, hour: 0, minute: 0 };
  for (const { type, value } of formatFor(timeZone).formatToParts(moment)) {
    if (type in shown) shown[type as keyof WallTime] = Number(value);
  }
  return shown;
}

function asIfUtc({ year, month, day, hour, minute }: WallTime): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, 0, 0);
  return date.getTime();
}

/** The moment, ms UTC, at which calendar and clock show this. An hour that is skipped is moved on. */
export function momentOf(wall: WallTime, timeZone: string): number {
  const wanted = asIfUtc(wall);
  const offsetAt = (moment: number): number =>
    asIfUtc(wallTime(moment, timeZone)) - Math.floor(moment / 60_000) * 60_000;
  const before = wanted - offsetAt(wanted - 86_400_000);
  if (asIfUtc(wallTime(before, timeZone)) === wanted) return before;
  const after = wanted - offsetAt(wanted + 86_400_000);
  return asIfUtc(wallTime(after, timeZone)) === wanted ? after : before;
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
