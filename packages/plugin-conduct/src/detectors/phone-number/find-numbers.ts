import type { DigitRow } from './digit-groups.js';
import type { FoundNumber } from './found-number.js';
import { judgeNumber } from './judge-number.js';
import { borderAfter, borderBefore, isMention } from './number-borders.js';
import type { Written } from './number-case.js';
import type { NumberingPlans } from './phone-library.js';

const FEWEST_DIGITS = 7;
const MOST_DIGITS = 17;
const MOST_IN_A_ROW = 50;

/**
 * Finds the phone numbers in a row of digit groups: from every group that may begin one, the
 * longest stretch that is a number. `25 0712 345 678` is a count and a number, and
 * `0712345678 0722345678` are two.
 */
export function findNumbers(row: DigitRow, text: string, plans: NumberingPlans): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (let first = 0; first < row.groups.length && found.length < MOST_IN_A_ROW; ) {
    const step = longestNumber(row, first, text, plans);
    if (step.number !== undefined) found.push(step.number);
    first = step.next;
  }
  return found;
}

interface Step {
  readonly number?: FoundNumber;
  /** The group to go on with. */
  readonly next: number;
}

function longestNumber(row: DigitRow, first: number, text: string, plans: NumberingPlans): Step {
  const before = borderBefore(row, first, text);
  const plus = row.plus && first === 0;
  if (before === 'closed' && !plus) return { next: first + 1 };
  const mention = isMention(row, first, text);
  let likely: Step | undefined;
  for (const written of stretches(row, first, text).reverse()) {
    if (!plans.mayGoOn()) return { next: row.groups.length };
    const glued = written.glued || before !== 'open';
    const verdict = judgeNumber({ ...written, plus, glued }, text, plans);
    if (verdict === 'no') continue;
    const next = written.last + 1;
    if (verdict === 'harmless' || mention) return { next };
    if (verdict.severity !== 'low') return { next, number: verdict };
    // A shorter stretch may be a number that is in use: `0712345678` before `2) John`.
    likely ??= { next, number: verdict };
  }
  return likely ?? { next: first + 1 };
}

/** The stretches from `first` on that may be one number, shortest first. */
function stretches(row: DigitRow, first: number, text: string): (Written & { last: number })[] {
  const found: (Written & { last: number })[] = [];
  let digits = '';
  for (let last = first; last < row.groups.length; last += 1) {
    digits += row.groups[last]?.digits ?? '';
    if (digits.length > MOST_DIGITS) break;
    if (digits.length < FEWEST_DIGITS) continue;
    const after = borderAfter(row, last, text);
    if (after === 'closed') continue;
    const groups = row.groups.slice(first, last + 1);
    const whole = first === 0 && last === row.groups.length - 1;
    found.push({ groups, digits, last, whole, plus: false, glued: after === 'glued' });
  }
  return found;
}
