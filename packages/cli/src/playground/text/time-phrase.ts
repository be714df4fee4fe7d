import { slotAfter } from '@kapwa/core';

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** A weekday alone means the morning. */
const morning = { hour: 9, minute: 0 };

/** What can be written, for messages about what cannot. */
export const timePhraseExamples = '+10m, +3h, +2d, 17:30, mon, fri 09:00 or tomorrow 08:00';

interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

function readTimeOfDay(written: string | undefined): TimeOfDay | undefined {
  if (written === undefined) return morning;
  const [, hour, minute = '0'] = /^(\d{1,2})(?::(\d{2}))?$/.exec(written) ?? [];
  const time = { hour: Number(hour), minute: Number(minute) };
  return hour !== undefined && time.hour < 24 && time.minute < 60 ? time : undefined;
}

function readWait(phrase: string): number | undefined {
  const parts = [...phrase.matchAll(/(\d{1,4})([smhdw])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== phrase) return undefined;
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
    0,
  );
}

/** The cron pattern of a weekday, `tomorrow` or any day. */
function dayField(word: string | undefined, now: number, timeZone: string): string | undefined {
  if (word === undefined) return '*';
  const day = weekdays.findIndex(
    (name) => word === name || new RegExp(`^${name}[a-z]*day$`).test(word),
  );
  if (day !== -1) return String(day);
  if (word !== 'tomorrow') return undefined;
  const today = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' }).format(now);
  return String(((weekdays as readonly string[]).indexOf(today.toLowerCase()) + 1) % 7);
}

/**
 * The moment a phrase such as `+2d`, `17:30` or `mon 09:00` means, ms UTC, always after `now`;
 * undefined where it means none. Days and hours are those of the time zone.
 */
export function readTimePhrase(phrase: string, now: number, timeZone: string): number | undefined {
  const words = phrase.trim().toLowerCase().split(/\s+/);
  const [first = '', second] = words;
  if (words.length > 2) return undefined;
  if (first.startsWith('+')) {
    const wait = second === undefined ? readWait(first.slice(1)) : undefined;
    return wait === undefined ? undefined : now + wait;
  }
  const startsWithTime = /^\d/.test(first);
  if (startsWithTime && second !== undefined) return undefined;
  const time = readTimeOfDay(startsWithTime ? first : second);
  const day = dayField(startsWithTime ? undefined : first, now, timeZone);
  if (time === undefined || day === undefined) return undefined;
  return slotAfter(`${time.minute} ${time.hour} * * ${day}`, timeZone, now);
}
