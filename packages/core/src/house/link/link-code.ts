import { createHash } from 'node:crypto';
import { asciiDigits } from '../../languages/digits.js';

/** For how long a code is good, ms. */
export const CODE_TIME = 10 * 60_000;

/** Ten digits: they can be typed on every keyboard, and be read out. */
const DIGITS = 10;

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A code out of a word nobody can guess: one of ten thousand millions. */
export function codeFrom(secret: string): string {
  const number = BigInt(`0x${digest(secret)}`) % 10n ** BigInt(DIGITS);
  return number.toString().padStart(DIGITS, '0');
}

/**
 * The code in what somebody wrote, in the digits of any script, however they are set apart;
 * undefined where there is none.
 */
export function readCode(written: string): string | undefined {
  const digits = asciiDigits(written).replace(/[\s\p{Pd}\p{Cf}.]/gu, '');
  return new RegExp(`^\\d{${DIGITS}}$`).test(digits) ? digits : undefined;
}

/** Under what a code is kept: it does not stand in the store itself. */
export function keptCode(code: string): string {
  return digest(`link:${code}`).slice(0, 32);
}
