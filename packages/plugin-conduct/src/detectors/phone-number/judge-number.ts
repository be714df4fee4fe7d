import { judgeBareInternational, judgeInternational } from './judge-international.js';
import { judgeBareNational, judgeTrunk } from './judge-national.js';
import { openCase, type Verdict, type Written } from './number-case.js';
import { hasListSeparators, lineBreaks } from './number-shape.js';
import type { NumberingPlans } from './phone-library.js';

const COUNTED = /^0?123456789?0?1?$/;
const ONE_DIGIT = /^(\d)\1+$/;

/**
 * Decides whether a stretch of digits is a phone number.
 *
 * A `+` or 00 needs a known country and length; a leading 0 a number in use in one of the
 * countries; without either, people's own habits decide (grouping, mobile numbers, the words
 * around), because a count or a code has the same shape.
 */
export function judgeNumber(written: Written, text: string, plans: NumberingPlans): Verdict {
  const { digits, groups } = written;
  if (ONE_DIGIT.test(digits)) return 'no';
  const subject = openCase(written, text, plans);
  if (COUNTED.test(digits) && subject.cue() !== 'adjacent') return 'no';
  if (written.plus && !digits.startsWith('0')) return judgeInternational(subject, digits);
  if (/^00[1-9]/.test(digits)) return judgeInternational(subject, digits.slice(2));
  if (/^0[1-9]/.test(digits)) return judgeTrunk(subject);
  if (digits.startsWith('0')) return 'no';
  if (hasListSeparators(groups) || lineBreaks(groups) > 1) return 'no';
  const abroad = judgeBareInternational(subject);
  return abroad === 'no' ? judgeBareNational(subject) : abroad;
}
