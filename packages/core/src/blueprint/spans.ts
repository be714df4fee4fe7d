import { type Reading, refuse } from './blueprint-issue.js';

const HOUR = 3_600_000;
const units: Readonly<Record<string, number>> = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR };

/** Longer than this is no longer disappearing: WhatsApp's longest is 90 days. */
const LONGEST = 366 * 24 * HOUR;

/** Reads after how long messages disappear, as ms; `off` is 0. */
export function readDisappearing(text: string): Reading<number> {
  const written = text.trim().toLowerCase();
  if (written === 'off' || written === 'no') return { ok: true, value: 0 };
  const [, amount = '', unit = ''] = /^(\d+)\s*(hour|day|week)s?$/.exec(written) ?? [];
  const span = Number(amount) * (units[unit] ?? Number.NaN);
  if (span > 0 && span <= LONGEST) return { ok: true, value: span };
  return refuse(
    `"${text}" is not a time after which messages can disappear. Write "24 hours", "7 days", "90 days" or "off".`,
  );
}
