import { timeOfDay } from '../model/time-of-day.js';
import { type Reading, refuse } from './blueprint-issue.js';

/** Reads a time of day; `9:00` is taken as `09:00`. */
export function readTimeOfDay(text: string): Reading<string> {
  const time = text.trim().padStart(5, '0');
  if (timeOfDay.test(time)) return { ok: true, value: time };
  const suggestion = time === '24:00' ? '00:00' : undefined;
  return refuse(`"${text}" is not a time of day. Write it as HH:MM, such as "21:00".`, suggestion);
}
