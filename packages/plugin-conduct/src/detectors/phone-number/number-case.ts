import type { DigitGroup } from './digit-groups.js';
import type { FoundNumber } from './found-number.js';
import {
  hasListSeparators,
  hasLongGroups,
  isUniform,
  lineBreaks,
  type NumberShape,
  shapeOf,
} from './number-shape.js';
import { type CueStrength, cueAround } from './phone-cues.js';
import type { KnownNumber, NumberingPlans } from './phone-library.js';

/** A stretch of digits as it is written. */
export interface Written {
  readonly groups: readonly DigitGroup[];
  readonly digits: string;
  /** A `+` belongs to it. */
  readonly plus: boolean;
  /** Nothing else stands in its row of digits. */
  readonly whole: boolean;
  /** A word is glued to it, so it has to be certain by itself. */
  readonly glued: boolean;
}

/** `harmless` is a number that rings at nobody's home; it is stepped over. */
export type Verdict = FoundNumber | 'harmless' | 'no';

/** Everything there is to know about one stretch of digits when it is judged. */
export interface NumberCase {
  readonly written: Written;
  readonly shape: NumberShape;
  readonly plans: NumberingPlans;
  readonly text: string;
  /** The words around, looked at when first asked for. */
  readonly cue: () => CueStrength;
}

/** Six and more digits of money and counts end so; hardly any number that is in use does. */
export const ROUND = /0{5,}$/;

/** Gathers what is known about a stretch of digits before it is judged. */
export function openCase(written: Written, text: string, plans: NumberingPlans): NumberCase {
  const start = written.groups[0]?.start ?? 0;
  const end = written.groups.at(-1)?.end ?? start;
  let known: CueStrength | undefined;
  const cue = (): CueStrength => {
    known ??= cueAround(text, start, end);
    return known;
  };
  return { written, shape: shapeOf(written.groups), plans, text, cue };
}

/** List separators or line breaks inside, in a way that one number never has. */
export function isTakenApart({ written, shape, cue }: NumberCase): boolean {
  const { groups, whole } = written;
  if (hasListSeparators(groups)) {
    if (!whole || !isUniform(groups)) return true;
    if (shape !== 'spaced' && !hasLongGroups(groups) && cue() === 'none') return true;
  }
  if (lineBreaks(groups) < 2 || shape === 'spaced') return false;
  return !whole || cue() === 'none';
}

/** Turns a case that was decided into what is reported; `low` when no plan knows the number. */
export function found(
  { written, text }: NumberCase,
  reason: string,
  known: KnownNumber | undefined,
): FoundNumber {
  const start = written.groups[0]?.start ?? 0;
  // A bracket belongs to the number when it is closed inside: `(02) 8123 4567`.
  const bracketed = written.groups.some(({ separator }) => separator.includes(')'));
  const signs = bracketed ? /[+(][\s+(]{0,3}$/ : /\+[\s(]{0,3}$/;
  const opening = signs.exec(text.slice(Math.max(0, start - 4), start))?.[0] ?? '';
  return {
    start: start - opening.length,
    end: written.groups.at(-1)?.end ?? start,
    e164: known?.valid ? known.e164 : '',
    digits: written.digits,
    reason,
    severity: known?.valid ? 'medium' : 'low',
  };
}
