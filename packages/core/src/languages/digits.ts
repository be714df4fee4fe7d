import { once } from '../once.js';

const digit = once(() => /\p{Nd}/u);
const nonAsciiDigit = once(() => /(?![0-9])\p{Nd}/gu);

/** Filled as digits are met. */
const known = new Map<string, string>();

/**
 * Unicode lays the digits of a script out in a row from its zero, and where two rows touch, each
 * has ten: so the distance to the start of the run tells the value.
 */
function asciiDigit(character: string): string {
  let ascii = known.get(character);
  if (ascii === undefined) {
    const code = character.codePointAt(0) ?? 0;
    let start = code;
    while (digit().test(String.fromCodePoint(start - 1))) start -= 1;
    ascii = String((code - start) % 10);
    known.set(character, ascii);
  }
  return ascii;
}

/** The same text with the digits of every script written 0 to 9: `٢` and `२` become `2`. */
export function asciiDigits(text: string): string {
  return text.replace(nonAsciiDigit(), asciiDigit);
}
