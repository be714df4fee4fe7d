import type { Community, QuietHours } from '../model/community.js';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes since midnight on the clock on the wall of a time zone. */
export function minuteOfDay(time: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
      numberingSystem: 'latn',
    });
    formats.set(timeZone, format);
  }
  let hour = 0;
  let minute = 0;
  for (const { type, value } of format.formatToParts(time)) {
    if (type === 'hour') hour = Number(value);
    if (type === 'minute') minute = Number(value);
  }
  return hour * 60 + minute;
}

function minutesOf(timeOfDay: string): number {
  const [hour = 0, minute = 0] = timeOfDay.split(':').map(Number);
  return hour * 60 + minute;
}

function minutesLeft({ from, to }: QuietHours, minute: number): number {
  const start = minutesOf(from);
  const end = minutesOf(to);
  const length = (end - start + DAY_MINUTES) % DAY_MINUTES;
  const passed = (minute - start + DAY_MINUTES) % DAY_MINUTES;
  return passed < length ? length - passed : 0;
}

/**
 * When what can wait may be posted: `time` itself outside quiet hours, otherwise their end, ms UTC.
 * Where the clock is changed during the night, the end is looked for anew, never an hour early.
 */
export function afterQuietHours(
  time: number,
  community: Pick<Community, 'quietHours' | 'timeZone'>,
  timeZone = community.timeZone,
): number {
  if (community.quietHours === undefined) return time;
  let moment = time;
  for (let tries = 0; tries < 3; tries += 1) {
    const left = minutesLeft(community.quietHours, minuteOfDay(moment, timeZone));
    if (left === 0) return moment;
    moment = Math.floor(moment / MINUTE) * MINUTE + left * MINUTE;
  }
  return moment;
}
