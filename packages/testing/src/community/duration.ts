import { KapwaError } from '@kapwa/core';

const units: Readonly<Record<string, number>> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

/** A span of time in words, such as `90 seconds`, `1 hour` or `2 days`. */
export type Duration = `${number} ${'second' | 'minute' | 'hour' | 'day' | 'week'}${'' | 's'}`;

/** A span of time in words as milliseconds. */
export function milliseconds(duration: Duration): number {
  const [amount = '', unit = ''] = duration.split(' ');
  const length = Number(amount) * (units[unit.replace(/s$/, '')] ?? Number.NaN);
  if (length >= 0) return length;
  throw new KapwaError(
    'config.invalid',
    `"${duration}" is no span of time; write it like "2 days" or "90 seconds".`,
  );
}

/** A moment as ms UTC: a number, or a date with its offset, such as `2027-03-02T09:00+03:00`. */
export function momentOf(moment: number | string): number {
  if (typeof moment === 'number') return moment;
  const time = /(Z|[+-]\d\d:\d\d)$/.test(moment) ? Date.parse(moment) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new KapwaError(
    'config.invalid',
    `"${moment}" is no moment; write a date with its offset, such as "2027-03-02T09:00+03:00".`,
  );
}
