import type { FoundNumber } from './found-number.js';
import { cueAround } from './phone-cues.js';
import type { KnownNumber, NumberingPlans } from './phone-library.js';
import { isCounting, type SpelledRow } from './spelled-digits.js';

const CERTAIN_WORDS = 7;
/** A row with fewer said digits than this must have the length of a mobile number. */
const FEWEST_IN_MIXED = 3;
const LONG_ENOUGH = 9;

/**
 * Decides whether a said row of digits is a phone number: a number in use (or of a usual length
 * behind a 0), or seven and more words that do not just count. Numbers above nine occur in prose, so with them only a number in use is
 * one.
 */
export function judgeSpelledRow(
  row: SpelledRow,
  folded: string,
  plans: NumberingPlans,
): FoundNumber | undefined {
  if (row.words < FEWEST_IN_MIXED && row.digits.length < LONG_ENOUGH) return undefined;
  const known = readRow(row, plans);
  if (known?.tollFree) return undefined;
  const isPlainCount = /^[01]?123456789?0?$|^10?9876543210?$|^9876543210?$/.test(row.digits);
  const likely =
    row.words >= CERTAIN_WORDS && !row.hasTens && !isCounting(row.digits) && !isPlainCount;
  const inUse = known !== undefined && (!isPlainCount || isAnnounced(row, folded));
  if (!inUse && !likely && !(isAnnounced(row, folded) && row.words >= CERTAIN_WORDS)) {
    return undefined;
  }
  return {
    start: row.start,
    end: row.end,
    e164: known?.valid ? known.e164 : '',
    digits: row.digits,
    reason: 'spelled-digits',
    severity: known?.valid ? 'medium' : 'low',
  };
}

function isAnnounced(row: SpelledRow, folded: string): boolean {
  return cueAround(folded, row.start, row.end) !== 'none';
}

function readRow(row: SpelledRow, plans: NumberingPlans): KnownNumber | undefined {
  if (row.plus) return plans.international(row.digits);
  if (row.digits.startsWith('00')) return plans.international(row.digits.slice(2));
  let possible: KnownNumber | undefined;
  for (const { code } of plans.countries) {
    const known = plans.national(row.digits, code);
    if (known?.valid) return known;
    if (known !== undefined && /^0[1-9]\d{8,9}$/.test(row.digits)) possible ??= known;
  }
  return possible;
}
