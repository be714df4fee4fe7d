import type { z } from 'zod';
import { schema } from '../../schema.js';
import { type Argument, argumentThat, misread } from '../argument.js';

const anyText = schema((z) => z.string());

/**
 * The rest of what was written, as it was written. Stands last.
 *
 * @example
 * argument.text(z.string().max(500))
 */
export function rest(wanted: z.ZodType<string> = anyText): Argument<string> {
  return argumentThat([], (tokens, { text }) => {
    const [first] = tokens;
    if (first === undefined) return misread('argument.text.missing', {});
    const result = wanted.safeParse(text.slice(first.start).trim());
    return result.success
      ? { value: result.data, taken: tokens.length }
      : misread('argument.text.unknown', {});
  });
}
