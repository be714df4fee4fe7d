import { Meaning, meaningOf } from './number-words.js';

/** A row of digits said in words, perhaps mixed with digits: `zero nine one 7 ...`. */
export interface SpelledRow {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** How many digits were said in words. */
  readonly words: number;
  /** Holds numbers above nine (`thirty-four`), which prose has as well. */
  readonly hasTens: boolean;
  /** Begins with a `+` or the word for it. */
  readonly plus: boolean;
}

const FEWEST_DIGITS = 7;
const MOST_DIGITS = 16;
const FEWEST_WORDS = 2;
const WIDEST_GAP = 4;
const SHORTEST_TEXT = 14;
const LONGEST_WORD = 14;

/**
 * Finds rows of at least seven digits of which at least two are said in words.
 *
 * Knows English, Filipino, Swahili, Spanish, French, Hindi, Arabic, and with fewer spellings
 * Portuguese, Indonesian, Urdu, Bengali and Amharic. About 1.5 us for an ordinary message of 100
 * characters: one look into a table for each word.
 */
export function findSpelledRows(folded: string): SpelledRow[] {
  const rows: SpelledRow[] = [];
  if (folded.length < SHORTEST_TEXT) return rows;
  let row: RowReader | undefined;
  let behind = 0;
  for (let at = 0; at < folded.length; at += 1) {
    const end = endOfWord(folded, at);
    if (end === at) continue;
    const said = end - at > LONGEST_WORD ? undefined : read(folded.slice(at, end));
    if (row !== undefined && (at - behind > WIDEST_GAP || !row.goesOn(said))) {
      row.finish(rows);
      row = undefined;
    }
    if (said !== undefined && (row !== undefined || said !== Meaning.filler)) {
      row ??= new RowReader(at, folded[at - 1] === '+');
      row.take(said, end);
    }
    behind = end;
    at = end - 1;
  }
  row?.finish(rows);
  return rows;
}

/** What a word adds to a row: a said number (or `Meaning`), or digits as they stand. */
function read(word: string): number | string | undefined {
  if (isDigitCode(word.charCodeAt(0))) return word;
  return meaningOf(word.toLowerCase());
}

/** Collects one row, word by word. */
class RowReader {
  readonly #numbers: number[] = [];
  #digits = '';
  #words = 0;
  #tens = 0;
  #hasTens = false;
  #times = 1;
  readonly #start: number;
  #plus: boolean;
  #end = 0;
  #fillers = 0;

  constructor(start: number, plus: boolean) {
    this.#start = start;
    this.#plus = plus;
  }

  /** Whether the row may go on with this word; one filler between two numbers may. */
  goesOn(said: number | string | undefined): boolean {
    return said !== undefined && (said !== Meaning.filler || this.#fillers === 0);
  }

  take(said: number | string, end: number): void {
    if (said === Meaning.filler) {
      this.#fillers += 1;
      return;
    }
    this.#fillers = 0;
    if (said === Meaning.plus) {
      this.#plus = true;
      return;
    }
    this.#end = end;
    if (typeof said === 'string') {
      this.#numbers.push(-1);
      this.#add(said);
    } else if (said < 0) {
      this.#times = -said;
    } else {
      this.#say(said);
    }
  }

  finish(rows: SpelledRow[]): void {
    const digits = this.#digits;
    if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) return;
    if (this.#words < FEWEST_WORDS) return;
    rows.push({
      start: this.#start,
      end: this.#end,
      digits,
      words: this.#words,
      hasTens: this.#hasTens,
      plus: this.#plus,
    });
  }

  /** `trente quatre` is 34 and `quatre vingt dix` 90; everything else stands for itself. */
  #say(value: number): void {
    this.#words += 1;
    const last = this.#numbers.at(-1);
    if (value === 20 && last === 4) {
      this.#replaceLast(80);
    } else if (this.#tens > 0 && joins(this.#tens, value)) {
      this.#replaceLast(this.#tens + value);
    } else {
      this.#numbers.push(value);
      this.#add(String(value).repeat(this.#times));
      this.#tens = value >= 20 && value % 10 === 0 ? value : 0;
    }
    if (value > 9) this.#hasTens = true;
  }

  #replaceLast(value: number): void {
    const last = this.#numbers.pop() ?? 0;
    this.#digits = this.#digits.slice(0, -String(last).length) + String(value);
    this.#numbers.push(value);
    this.#tens = value % 10 === 0 ? value : 0;
  }

  #add(digits: string): void {
    this.#digits += digits;
    this.#times = 1;
    this.#tens = 0;
  }
}

function joins(tens: number, value: number): boolean {
  return value >= 1 && value <= (tens === 60 || tens === 80 ? 19 : 9);
}

/** Letters and marks of every script make words, digits make others; signs and emoji none. */
function endOfWord(folded: string, from: number): number {
  let at = from;
  const digits = isDigitCode(folded.charCodeAt(from));
  while (at < folded.length && isWordCode(folded.charCodeAt(at))) {
    if (isDigitCode(folded.charCodeAt(at)) !== digits) break;
    at += 1;
  }
  return at;
}

function isDigitCode(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isWordCode(code: number): boolean {
  if (code < 0x80) {
    return (
      (code >= 0x61 && code <= 0x7a) ||
      (code >= 0x41 && code <= 0x5a) ||
      (code >= 0x30 && code <= 0x39)
    );
  }
  return code >= 0xc0 && (code < 0x2000 || code > 0x303f) && (code < 0xd83c || code > 0xdfff);
}

/**
 * Whether a row of digits only counts (`one two three ...`, `ten nine eight`) or repeats a few
 * numbers, as exercises, songs and breathing drills do. None of them begins with 0 and a jump.
 */
export function isCounting(digits: string): boolean {
  if (/^0[2-9]/.test(digits)) return false;
  let steps = 0;
  for (let at = 1; at < digits.length; at += 1) {
    const step = Number(digits[at]) - Number(digits[at - 1]);
    if (Math.abs(step) <= 1 || step === -9) steps += 1;
  }
  return new Set(digits).size < 4 || steps >= 0.7 * (digits.length - 1);
}
