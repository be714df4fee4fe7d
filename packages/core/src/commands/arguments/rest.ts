import { z } from 'zod';
import { type Argument, argumentThat, misread } from '../argument.js';

/**
 * The rest of what was written, as it was written. Stands last.
 *
 * @example
 * argument.text(z.string().max(500))
 */
export function rest(schema: z.ZodType<string> = z.string()): Argument<string> {
  return argumentThat([], (tokens, { text }) => {
    const [first] = tokens;
    if (first === undefined) return misread('argument.text.missing', {});
    const result = schema.safeParse(text.slice(first.start).trim());
    return result.success
      ? { value: result.data, taken: tokens.length }
      : misread('argument.text.unknown', {});
  });
}
