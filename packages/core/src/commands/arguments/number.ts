import type { z } from 'zod';
import { asciiDigits } from '../../languages/digits.js';
import { schema } from '../../schema.js';
import { type Argument, argumentThat, given, misread } from '../argument.js';

/** Reads one number, in the digits of any script; undefined where it is none. */
export function readNumber(text: string): number | undefined {
  const ascii = asciiDigits(text.normalize('NFKC').replace(/\p{Cf}/gu, '')).replace(/[,٫]/, '.');
  return /^[+-]?\d{1,15}(\.\d{1,9})?$/.test(ascii) ? Number(ascii) : undefined;
}

const anyNumber = schema((z) => z.number());

/**
 * A number, in the digits of any script.
 *
 * @example
 * argument.number(z.int().min(1).max(10))
 */
export function number(wanted: z.ZodType<number> = anyNumber): Argument<number> {
  return argumentThat([], ([first]) => {
    if (first === undefined) return misread('argument.number.missing', {});
    const result = wanted.safeParse(readNumber(first.text));
    return result.success
      ? { value: result.data, taken: 1 }
      : misread('argument.number.unknown', { given: given(first.text) });
  });
}
