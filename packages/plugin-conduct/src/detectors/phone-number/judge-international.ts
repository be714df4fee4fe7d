import {
  found,
  isTakenApart,
  type NumberCase,
  ROUND,
  type Verdict,
  type Written,
} from './number-case.js';
import type { NumberingPlans } from './phone-library.js';

/** Judges digits behind a `+` or 00; a known country and length are enough. */
export function judgeInternational(subject: NumberCase, digits: string): Verdict {
  const { written, plans, shape } = subject;
  if (isTakenApart(subject)) return 'no';
  const known = plans.international(dialled(written, digits));
  const plain = written.plus && written.whole && shape !== 'scattered';
  if (known === undefined) {
    // Nobody writes `+` before ten and more digits that are no number, in use or not.
    const likely = plain && digits.length > 9 && digits.length < 16 && !ROUND.test(digits);
    return likely ? found(subject, 'international-format', undefined) : 'no';
  }
  if (known.tollFree) return 'harmless';
  const likely = known.valid || plain || subject.cue() === 'adjacent';
  return likely ? found(subject, 'international-format', known) : 'no';
}

/** Judges `254712345678`: a country code without `+`, as copied from WhatsApp. */
export function judgeBareInternational(subject: NumberCase): Verdict {
  const { written, plans, shape } = subject;
  const { digits } = written;
  if (digits.length < 10 || digits.length > 14 || shape === 'scattered') return 'no';
  const isOurs = plans.countries.some(({ callingCode }) => digits.startsWith(callingCode));
  if (!isOurs && subject.cue() !== 'adjacent') return 'no';
  const known = plans.international(dialled(written, digits));
  if (!known?.valid) return 'no';
  if (known.tollFree) return 'harmless';
  const plain = shape === 'unbroken' || (written.whole && beginsWithCode(written, plans));
  const certain = plain && known.mobile && !written.glued && !ROUND.test(digits);
  if (!certain && subject.cue() === 'none') return 'no';
  return found(subject, 'international-format', known);
}

/** `+44 (0)7700` has a 0 that is not dialled, and `+52 1 55` a 1 that is no longer. */
function dialled(written: Written, digits: string): string {
  const zero = written.groups.findIndex((group) => /\($/.test(group.separator));
  if (zero > 0 && written.groups[zero]?.digits.startsWith('0')) {
    const before = written.groups.slice(0, zero).map((group) => group.digits);
    const at = digits.length - written.digits.length + before.join('').length;
    return digits.slice(0, at) + digits.slice(at + 1);
  }
  return /^521\d{10}$/.test(digits) ? `52${digits.slice(3)}` : digits;
}

function beginsWithCode({ groups }: Written, plans: NumberingPlans): boolean {
  return plans.countries.some(({ callingCode }) => groups[0]?.digits === callingCode);
}
