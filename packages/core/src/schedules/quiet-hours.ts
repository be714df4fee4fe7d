import type { Community, QuietHours } from '../model/community.js';
import { changeBetween, offsetAt, wallAt } from './wall-clock.js';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/** Minutes since midnight on the clock on the wall of a time zone. */
export function minuteOfDay(time: number, timeZone: string): number {
  const minutes = Math.floor(wallAt(time, timeZone) / MINUTE) % DAY_MINUTES;
  return (minutes + DAY_MINUTES) % DAY_MINUTES;
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
 * Where the clock is changed during the night, the end is looked for anew: never too early, and
 * not an hour late.
 */
export function afterQuietHours(
  time: number,
  community: Pick<Community, 'quietHours' | 'timeZone'>,
  timeZone = community.timeZone,
): number {
  const { quietHours } = community;
  if (quietHours === undefined) return time;
  let moment = time;
  for (;;) {
    const left = minutesLeft(quietHours, minuteOfDay(moment, timeZone));
    if (left === 0) return moment;
    const end = Math.floor(moment / MINUTE) * MINUTE + left * MINUTE;
    // Where the clock is changed before the end, the rest counts from there.
    const isChanged = offsetAt(moment, timeZone) !== offsetAt(end, timeZone);
    moment = isChanged ? changeBetween(moment, end, timeZone) : end;
  }
}
