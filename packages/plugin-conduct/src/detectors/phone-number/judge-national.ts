import { found, isTakenApart, type NumberCase, ROUND, type Verdict } from './number-case.js';
import { isLocalGrouping, isUniform, isUsualGrouping } from './number-shape.js';
import type { KnownNumber } from './phone-library.js';

const FEWEST_DIFFERENT = 5;
const DATES = [
  /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/,
  /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d$/,
];

/** Judges digits with a leading 0: a number in use, or one that at least has the usual length. */
export function judgeTrunk(subject: NumberCase): Verdict {
  const { written, plans, shape } = subject;
  const { digits } = written;
  if (digits.length < 8 || digits.length > 13 || isTakenApart(subject)) return 'no';
  let possible: KnownNumber | undefined;
  let tollFree = false;
  for (const { code } of plans.countries) {
    const known = plans.national(digits, code);
    if (known?.tollFree) tollFree = true;
    else if (known?.valid && isTrunkNumber(subject, known)) {
      return found(subject, 'national-format', known);
    }
    possible ??= known;
  }
  if (tollFree) return 'harmless';
  const usualLength = digits.length === 10 || digits.length === 11;
  const plain = written.whole && !written.glued && (shape === 'unbroken' || shape === 'blocks');
  const fits = possible !== undefined || plans.countries.length === 0;
  if (fits && usualLength && plain && !/^0[1-9]0{4,}/.test(digits)) {
    return found(subject, 'national-format', possible);
  }
  const isLong = digits.length > 8 && digits.length < 13;
  return isLong && subject.cue() === 'adjacent'
    ? found(subject, 'national-format', possible)
    : 'no';
}

function isTrunkNumber(subject: NumberCase, known: KnownNumber): boolean {
  const { written, shape } = subject;
  const { digits, groups, whole } = written;
  if (written.glued) return known.mobile && (shape === 'unbroken' || shape === 'blocks');
  if (digits.length > 8 && (shape === 'unbroken' || shape === 'blocks')) {
    const area = groups[0]?.digits.length ?? 0;
    if (whole || known.mobile || (digits.length > 9 && area > 2)) return true;
  }
  if (subject.cue() !== 'none') return true;
  // Taken apart on purpose, and no tally of small counts: those are full of 0, 1 and 2.
  const various = new Set(digits).size >= FEWEST_DIFFERENT;
  const tidy = shape === 'spaced' || (isUniform(groups) && !/\s/.test(groups[1]?.separator ?? ' '));
  return whole && known.mobile && various && tidy;
}

/** Judges digits without `+` and 0: habits of writing and the words around decide. */
export function judgeBareNational(subject: NumberCase): Verdict {
  const { written, plans } = subject;
  let tollFree = false;
  for (const { code } of plans.countries) {
    const known = plans.national(written.digits, code);
    if (known?.tollFree) tollFree = true;
    else if (known?.valid && isBareNumber(subject, known, code)) {
      return found(subject, 'national-format', known);
    }
  }
  return tollFree ? 'harmless' : judgeByCue(subject);
}

function isBareNumber(subject: NumberCase, known: KnownNumber, country: string): boolean {
  const { written, plans, shape } = subject;
  const { digits, groups, whole } = written;
  if (digits.length < 9) return subject.cue() === 'adjacent';
  if (subject.cue() !== 'none') return true;
  if (written.glued || ROUND.test(digits) || !isUsualGrouping(groups)) return false;
  if (!whole && shape !== 'unbroken') return false;
  const areaInBrackets = groups[1]?.separator.includes(')') ?? false;
  if (!known.mobile && !areaInBrackets) return false;
  if (digits.length >= 10) return true;
  const withoutTrunk = plans.national(`0${digits}`, country)?.valid !== true;
  return withoutTrunk || standsAlone(subject);
}

/** A line of a contact list: a name of a few words and the number. */
function standsAlone({ written, text }: NumberCase): boolean {
  const start = written.groups[0]?.start ?? 0;
  const end = written.groups.at(-1)?.end ?? 0;
  const before =
    text
      .slice(Math.max(0, start - 60), start)
      .split('\n')
      .pop() ?? '';
  const after = text.slice(end, end + 60).split('\n')[0] ?? '';
  const line = `${before} ${after}`;
  return !/\d{2}/.test(line) && (line.match(/[\p{L}\p{M}]+/gu)?.length ?? 0) <= 3;
}

/** A local number, or one of a country we do not know: only right behind "call", "tel", ... */
function judgeByCue(subject: NumberCase): Verdict {
  const { written, shape } = subject;
  const { digits, groups } = written;
  const local = digits.length === 7 || digits.length === 8;
  if (!written.whole || shape === 'scattered' || digits.length > 12) return 'no';
  if (ROUND.test(digits) || DATES.some((date) => date.test(digits))) return 'no';
  if (local ? !isLocalGrouping(groups) : groups.length > 5) return 'no';
  if (subject.cue() !== 'adjacent') return 'no';
  return found(subject, local ? 'local-format' : 'national-format', undefined);
}
