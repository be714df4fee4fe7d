import { type Reading, refuse } from './blueprint-issue.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const units: Readonly<Record<string, number>> = { hour: HOUR, day: DAY, week: 7 * DAY };

/** Longer than this is no longer disappearing: WhatsApp's longest is 90 days. */
const LONGEST = 366 * DAY;

/** A time as written, in ms; NaN for what is none. */
function spanOf(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+)\s*(hour|day|week)s?$/.exec(text) ?? [];
  return Number(amount) * (units[unit] ?? Number.NaN);
}

/** Reads after how long messages disappear, as ms; `off` is 0. */
export function readDisappearing(text: string): Reading<number> {
  const written = text.trim().toLowerCase();
  if (written === 'off' || written === 'no') return { ok: true, value: 0 };
  const span = spanOf(written);
  if (span > 0 && span <= LONGEST) return { ok: true, value: span };
  return refuse(
    `"${text}" is not a time after which messages can disappear. Write "24 hours", "7 days", "90 days" or "off".`,
  );
}

/** Reads how long something is to be kept, as ms. */
export function readSpan(text: string): Reading<number> {
  const span = spanOf(text.trim().toLowerCase());
  if (span > 0) return { ok: true, value: span };
  return refuse(`"${text}" is not a time. Write "12 hours", "3 days" or "2 weeks".`);
}

/** A time of whole hours in words, as it may be written. */
export function describeSpan(span: number): string {
  const [amount, unit] = span % DAY === 0 ? [span / DAY, 'day'] : [span / HOUR, 'hour'];
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
