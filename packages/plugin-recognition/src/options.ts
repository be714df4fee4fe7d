import { timeOfDay, weekdays, weeklyCron } from '@kapwa/core';
import { z } from 'zod';

/** What a community may set for recognition. */
export const recognitionOptions = z.strictObject({
  /** Words of reason a thank-you must have beside the name: what was done matters more than the word. */
  reasonWords: z.int().min(0).max(20).default(3),
  /** Thanks one person may give a day; more are not counted. */
  perDay: z.int().min(1).max(50).default(5),
  /** When the thanks of the week are told, in the group's time zone; `false` for never. */
  digest: z
    .union([
      z.literal(false),
      z.strictObject({
        day: z.enum(weekdays).default('friday'),
        at: z
          .string()
          .regex(timeOfDay, 'write a time of day as HH:MM, such as "16:00"')
          .default('16:00'),
      }),
    ])
    .prefault({}),
});
/** What a community may set for recognition, defaults filled in. */
export type RecognitionOptions = z.output<typeof recognitionOptions>;

/** The digest's cron pattern, or undefined where it is off. */
export function digestCron({ digest }: RecognitionOptions): string | undefined {
  return digest === false ? undefined : weeklyCron(digest);
}
