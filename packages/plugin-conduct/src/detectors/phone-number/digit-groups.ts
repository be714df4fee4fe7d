import { MASKED } from './masks.js';

/** Digits that stand together, and what stands before them. */
export interface DigitGroup {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  /** The signs between the group before and this one; empty at the start of a row. */
  readonly separator: string;
}

/** Groups that may be one number, because nothing but separators stands between them. */
export interface DigitRow {
  readonly groups: readonly DigitGroup[];
  /** A `+` stands before the first group, or behind the last one (as right-to-left text has it). */
  readonly plus: boolean;
}

const LONGEST_SEPARATOR = 10;
const MOST_SIGNS = 3;
const MOST_BLANKS = 4;
/** Signs that end a number instead of dividing it: sums, addresses, censored digits. */
const DIVIDER = /[=%$^<>@#&!?"[\]{}]|\*{2}|\s\*\s|_{2}|×|÷|→|⇒/;
const LETTER = /[\p{L}\p{M}\p{N}]/u;
const TRAILING_PLUS = /^\+(?![\s(]{0,2}\d)/;

/** Divides a text into rows of digit groups; one pass. */
export function readDigitRows(text: string): DigitRow[] {
  const rows: DigitRow[] = [];
  let groups: DigitGroup[] = [];
  let plus = false;
  const finish = (): void => {
    const last = groups.at(-1);
    if (last === undefined) return;
    const trailing = TRAILING_PLUS.test(text.slice(last.end, last.end + 4));
    rows.push({ groups, plus: plus || trailing });
    groups = [];
  };
  for (const match of text.matchAll(/\d+/g)) {
    const start = match.index;
    const end = start + match[0].length;
    const separator = groups.length > 0 ? text.slice(groups.at(-1)?.end ?? start, start) : '';
    const joined = groups.length > 0 && joins(separator);
    if (!joined) {
      finish();
      plus = hasPlus(text, start);
    }
    groups.push({ digits: match[0], start, end, separator: joined ? separator : '' });
  }
  finish();
  return rows;
}

function joins(separator: string): boolean {
  if (separator.length > LONGEST_SEPARATOR) return false;
  if (separator.includes('+') || separator.includes(MASKED)) return false;
  if (DIVIDER.test(separator) || LETTER.test(separator)) return false;
  let signs = 0;
  let blanks = 0;
  for (const sign of separator) {
    if (/\s/.test(sign)) blanks += 1;
    else signs += 1;
  }
  return signs <= MOST_SIGNS && blanks <= MOST_BLANKS;
}

/** `+254`, `(+254)`, `+(254)`, `+ 254`. */
function hasPlus(text: string, start: number): boolean {
  return /\+[\s(]{0,2}$/.test(text.slice(Math.max(0, start - 3), start));
}
