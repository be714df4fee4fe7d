const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
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

/** How far the clock on the wall is ahead of UTC at a moment, ms. */
export function offsetAt(moment: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const shown: Record<string, number> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(moment)) {
    shown[type] = Number(value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(moment / MINUTE) * MINUTE;
}

/** What the clock on the wall shows at a moment, written as if it were ms UTC. */
export function wallAt(moment: number, timeZone: string): number {
  return moment + offsetAt(moment, timeZone);
}

/** The moment at which the clock is changed, somewhere after one moment and up to another. */
export function changeBetween(before: number, after: number, timeZone: string): number {
  const old = offsetAt(before, timeZone);
  let [low, high] = [Math.floor(before / MINUTE), Math.ceil(after / MINUTE)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * MINUTE, timeZone) === old) low = middle;
    else high = middle;
  }
  return high * MINUTE;
}

/**
 * The moment, ms UTC, at which the clock on the wall shows a time, itself written as if it were
 * UTC. A time that comes twice means the first one; a time that is left out, the moment right
 * after the gap.
 */
export function momentAt(wall: number, timeZone: string): number {
  const [before, after] = [wall - DAY, wall + DAY].map((near) => offsetAt(near, timeZone));
  const [early, late] = [wall - (before ?? 0), wall - (after ?? 0)];
  if (offsetAt(early, timeZone) === before) return early;
  if (offsetAt(late, timeZone) === after) return late;
  return changeBetween(wall - DAY, wall + DAY, timeZone);
}
