import type { Detector, DetectorInput, Finding } from '../detector.js';
import { type Folded, fold, originalSpan } from '../normalise.js';
import { denseStretches } from './dense-stretches.js';
import { readDigitRows } from './digit-groups.js';
import { findNumbers } from './find-numbers.js';
import type { FoundNumber } from './found-number.js';
import { readLookAlikeDigits } from './look-alike-digits.js';
import { hideSpan, maskNonPhones } from './masks.js';
import { type KnownNumber, type NumberingPlans, openNumberingPlans } from './phone-library.js';
import { findLinkedNumbers } from './phone-links.js';
import { findSpelledRows } from './spelled-digits.js';
import { judgeSpelledRow } from './spelled-numbers.js';

/** More numbers than this in one message change nothing about what to do with it. */
const MOST_FINDINGS = 50;

/**
 * Finds phone numbers of people: international and national format, every script's digits, any
 * separators, O and l for 0 and 1, digits said in words, `wa.me` and `tel:` links.
 *
 * Dates, times, money, batches, accounts, coordinates, blood pressures, counts and `@mentions` are
 * no phone numbers; nor are short emergency numbers and toll-free lines, which ring at nobody's
 * home. A message with fewer than six digits and no said ones costs about 2 us; the numbering plans
 * (libphonenumber) are loaded and asked only for rows of digits that are left after masking.
 */
export const detectPhoneNumbers: Detector = (input) => {
  const folded = fold(input.text);
  const spelled = findSpelledRows(folded.text);
  const stretches = denseStretches(folded.text);
  if (stretches.length === 0 && spelled.length === 0) return [];

  const plans = openNumberingPlans(input.countries);
  const found: FoundNumber[] = [];
  let text = folded.text;
  for (const row of spelled) {
    const number = judgeSpelledRow(row, text, plans);
    if (number === undefined) continue;
    found.push(number);
    text = hideSpan(text, number);
  }
  for (const { start, end } of stretches) {
    for (const number of findWrittenNumbers(text.slice(start, end), plans)) {
      found.push({ ...number, start: number.start + start, end: number.end + start });
    }
    if (found.length >= MOST_FINDINGS) break;
  }
  return toFindings(found, folded, input);
};

function findWrittenNumbers(stretch: string, plans: NumberingPlans): FoundNumber[] {
  const found: FoundNumber[] = [];
  let text = stretch;
  for (const link of findLinkedNumbers(text)) {
    const known = readLinked(link.digits, plans);
    if (known === undefined || found.length >= MOST_FINDINGS) continue;
    text = hideSpan(text, link);
    if (known.tollFree) continue;
    found.push({ ...link, e164: known.e164, reason: 'phone-link', severity: 'medium' });
  }
  const readable = readLookAlikeDigits(text);
  for (const row of readDigitRows(maskNonPhones(readable))) {
    if (found.length >= MOST_FINDINGS) break;
    found.push(...findNumbers(row, readable, plans));
  }
  return found;
}

/** Links hold numbers without `+`; only `tel:` and its like hold national ones. */
function readLinked(digits: string, plans: NumberingPlans): KnownNumber | undefined {
  const abroad = plans.international(digits);
  if (abroad !== undefined) return abroad;
  const known = plans.countries.map(({ code }) => plans.national(digits, code));
  return known.find((number) => number?.valid);
}

function toFindings(
  found: readonly FoundNumber[],
  folded: Folded,
  input: DetectorInput,
): readonly Finding[] {
  const findings: Finding[] = [];
  let end = -1;
  for (const number of [...found].sort((one, other) => one.start - other.start)) {
    if (findings.length >= MOST_FINDINGS) break;
    if (number.start < end || isAllowedPhone(number, input.allow?.phones)) continue;
    end = number.end;
    findings.push({
      detector: 'phone-number',
      reason: number.reason,
      severity: number.severity,
      ...originalSpan(folded, number.start, number.end),
    });
  }
  return findings;
}

/** Compared in E.164; a number whose country is unknown, by the end of an allowed one. */
function isAllowedPhone(number: FoundNumber, allowed: readonly string[] | undefined): boolean {
  if (allowed === undefined) return false;
  return allowed.some((entry) => {
    const digits = fold(entry).text.replace(/\D/g, '');
    if (number.e164 !== '') return number.e164.slice(1) === digits;
    return digits.endsWith(number.digits.replace(/^0+/, ''));
  });
}
