import { afterMarks, isMark, isSpace } from '../direction-marks.js';
import { hourOfDay, type Meridiem, readMeridiem } from './meridiem.js';

/**
 * How a message starts: `31/12/2023, 23:59 - ` (dash, Android), `[31/12/2023, 23:59:59] `
 * (bracket, iOS) or `31/12/2023, 23:59:59: ` (colon, iOS before 2018).
 */
export type StampShape = 'dash' | 'bracket' | 'colon';

/** The date and time in front of a message, the date not yet put in order. */
export interface Stamp {
  readonly shape: StampShape;
  /** Code of the character between the parts of the date. */
  readonly separator: number;
  readonly date: readonly [number, number, number];
  /** The first part has three or more digits, so it is the year. */
  readonly yearFirst: boolean;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** An invisible mark stood before everything: on iOS, the sign of an attachment. */
  readonly marked: boolean;
  /** Where in the line the author, or the notice, begins. */
  readonly end: number;
}

/** A place in a line; the readers below move it on. */
interface Cursor {
  readonly line: string;
  at: number;
  /** How many digits the number read last had. */
  digits: number;
}

/** Zeros of the digits phones write dates with: each set has ten in a row. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0be6, 0x0c66, 0x0ce6, 0x1040];

const lastDigit = 0x1049;

const longestTail = 32;

function digitValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code < 0x0660 || code > lastDigit) return -1;
  for (const zero of zeros) if (code >= zero && code < zero + 10) return code - zero;
  return -1;
}

/** The stamp a line starts with, or undefined: then it continues the message before it. */
export function readStamp(line: string): Stamp | undefined {
  const start = afterMarks(line);
  const opens = line.charCodeAt(start) === 0x5b;
  if (!opens && digitValue(line.charCodeAt(start)) < 0) return undefined;
  const cursor: Cursor = { line, at: opens ? start + 1 : start, digits: 0 };
  const day = readDate(cursor);
  if (day === undefined) return undefined;
  const before = readWord(cursor);
  const time = readTime(cursor);
  if (time === undefined) return undefined;
  const tail = readTail(line, cursor.at, opens, time.second >= 0);
  if (tail === undefined) return undefined;
  const half = halfOfDay(before, line.slice(cursor.at, tail.from));
  if (half === undefined) return undefined;
  // Named one by one: spreading `day` would cost more than all the reading above.
  return {
    separator: day.separator,
    date: day.date,
    yearFirst: day.yearFirst,
    shape: tail.shape,
    hour: hourOfDay(time.hour, half),
    minute: time.minute,
    second: Math.max(0, time.second),
    marked: start > 0 && line.charCodeAt(0) !== 0xfeff,
    end: tail.end,
  };
}

function halfOfDay(before: string, after: string): Meridiem | 'none' | undefined {
  const early = readMeridiem(before);
  const late = readMeridiem(after);
  if (early === undefined || late === undefined) return undefined;
  return late === 'none' ? early : late;
}

function readDate(cursor: Cursor): Pick<Stamp, 'separator' | 'date' | 'yearFirst'> | undefined {
  const first = readNumber(cursor, 4);
  const yearFirst = cursor.digits > 2;
  const separator = readSeparator(cursor, 0);
  if (first < 0 || separator === 0) return undefined;
  const second = readNumber(cursor, 2);
  if (second < 0 || readSeparator(cursor, separator) === 0) return undefined;
  const third = readNumber(cursor, yearFirst ? 2 : 4);
  if (third < 0) return undefined;
  if (cursor.line.charCodeAt(cursor.at) === 0x2e) cursor.at += 1;
  return { separator, date: [first, second, third], yearFirst };
}

/** Reads up to `most` digits of any script, skipping marks around them; -1 when there is none. */
function readNumber(cursor: Cursor, most: number): number {
  let at = afterMarks(cursor.line, cursor.at);
  let value = 0;
  let count = 0;
  for (; count <= most; count += 1, at += 1) {
    const digit = digitValue(cursor.line.charCodeAt(at));
    if (digit < 0) break;
    value = value * 10 + digit;
  }
  cursor.at = afterMarks(cursor.line, at);
  cursor.digits = count;
  return count === 0 || count > most ? -1 : value;
}

/** `/`, `.`, `-` or one of the longer dashes; 0 when it is none, or not the same as before. */
function readSeparator(cursor: Cursor, same: number): number {
  const code = cursor.line.charCodeAt(cursor.at);
  const known =
    code === 0x2f || code === 0x2e || code === 0x2d || code === 0x2010 || code === 0x2011;
  if (!known || (same !== 0 && code !== same)) return 0;
  cursor.at += 1;
  skipSpaces(cursor);
  return code;
}

function skipSpaces(cursor: Cursor): void {
  for (; cursor.at < cursor.line.length; cursor.at += 1) {
    const code = cursor.line.charCodeAt(cursor.at);
    if (!isSpace(code) && !isMark(code)) return;
  }
}

/** What stands between date and time: commas and spaces are skipped, a word is given. */
function readWord(cursor: Cursor): string {
  skipSpaces(cursor);
  const code = cursor.line.charCodeAt(cursor.at);
  if (code === 0x2c || code === 0x060c || code === 0x3001 || code === 0xff0c) {
    cursor.at += 1;
    skipSpaces(cursor);
  }
  const start = cursor.at;
  while (cursor.at - start < longestTail && digitValue(cursor.line.charCodeAt(cursor.at)) < 0) {
    if (cursor.at >= cursor.line.length) return '';
    cursor.at += 1;
  }
  return cursor.line.slice(start, cursor.at);
}

interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  /** -1 where the time has no seconds. */
  readonly second: number;
}

function readTime(cursor: Cursor): ClockTime | undefined {
  const hour = readNumber(cursor, 2);
  if (hour < 0 || hour > 24 || !readColon(cursor)) return undefined;
  const minute = readNumber(cursor, 2);
  if (minute < 0 || minute > 59) return undefined;
  const back = cursor.at;
  if (!readColon(cursor)) return { hour, minute, second: -1 };
  const second = readNumber(cursor, 2);
  if (second >= 0 && second <= 60) return { hour, minute, second };
  cursor.at = back;
  return { hour, minute, second: -1 };
}

/** `:` or `.`, or ` h ` as in Canadian French. */
function readColon(cursor: Cursor): boolean {
  const code = cursor.line.charCodeAt(cursor.at);
  if (code === 0x3a || code === 0x2e) {
    cursor.at += 1;
    return true;
  }
  if (!isSpace(code) || cursor.line.charCodeAt(cursor.at + 1) !== 0x68) return false;
  cursor.at += 2;
  skipSpaces(cursor);
  return true;
}

interface Tail {
  readonly shape: StampShape;
  /** Where the words beside the time end. */
  readonly from: number;
  readonly end: number;
}

function readTail(line: string, at: number, opens: boolean, seconds: boolean): Tail | undefined {
  const limit = Math.min(line.length, at + longestTail);
  for (let here = at; here < limit; here += 1) {
    const code = line.charCodeAt(here);
    if (opens) {
      if (code === 0x5d) return { shape: 'bracket', from: here, end: afterSpace(line, here + 1) };
    } else if (code === 0x2d || code === 0x2013) {
      if (standsAlone(line, here))
        return { shape: 'dash', from: here, end: afterSpace(line, here + 1) };
    } else if (code === 0x3a && seconds && isSpace(line.charCodeAt(here + 1))) {
      return { shape: 'colon', from: here, end: here + 2 };
    }
  }
  return undefined;
}

function standsAlone(line: string, at: number): boolean {
  if (!isSpace(line.charCodeAt(at - 1))) return false;
  return at + 1 === line.length || isSpace(line.charCodeAt(at + 1));
}

function afterSpace(line: string, at: number): number {
  return isSpace(line.charCodeAt(at)) ? at + 1 : at;
}
