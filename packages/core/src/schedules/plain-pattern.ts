const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** One time of day, on every day or on one day of the week, as nearly all schedules are. */
const PLAIN = /^(\d|[1-5]\d) (\d|1\d|2[0-3]) \* \* (\*|[0-7])$/;

/** Says when a pattern comes next after what a clock on the wall shows, ms as if it were UTC. */
export type NextOnTheWall = (wall: number) => number | undefined;

/**
 * Reads a plain pattern such as `20 8 * * *` or `0 9 * * 1`; undefined for any other, which croner
 * reads. A start that needs no croner is 6 ms shorter, of some 40; tests hold both equal.
 */
export function plainPattern(pattern: string): NextOnTheWall | undefined {
  const [, minute, hour, weekday] = PLAIN.exec(pattern) ?? [];
  if (minute === undefined || hour === undefined) return undefined;
  const time = (Number(hour) * 60 + Number(minute)) * MINUTE;
  return (wall) => {
    const today = Math.floor(wall / DAY) * DAY + time;
    const next = today > wall ? today : today + DAY;
    if (weekday === '*') return next;
    const daysUntil = (Number(weekday) - new Date(next).getUTCDay() + 7) % 7;
    return next + daysUntil * DAY;
  };
}
