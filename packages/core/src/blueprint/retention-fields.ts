import { type RetentionKind, type RetentionName, retentionKinds } from '../model/retention.js';
import { zod } from '../read-when-used.js';
import { optional, readBy } from './fields.js';
import { describeSpan, readSpan } from './spans.js';

const span = () => readBy('a time such as "3 days" or "12 hours"', readSpan);

/** A time within what this kind of record may be kept. */
function kept(name: RetentionName) {
  const { most, least, because }: RetentionKind = retentionKinds[name];
  return optional(
    span().superRefine((value, context) => {
      if (value > most) {
        context.addIssue({
          code: 'custom',
          message: `"${name}" can only be shortened: ${describeSpan(most)} is the longest, so that what people do does not pile up. Write less, or leave it out.`,
        });
      } else if (value < least) {
        context.addIssue({
          code: 'custom',
          message: `"${name}" must be kept for at least ${describeSpan(least)}: otherwise ${because}.`,
        });
      }
    }),
  );
}

/** How long kinds of record are kept. Names with a dot are collections of plugins. */
export const retention = () =>
  zod()
    .strictObject(
      {
        messages: kept('messages'),
        fingerprints: kept('fingerprints'),
        deadLetters: kept('deadLetters'),
        requests: kept('requests'),
      },
      { error: () => 'Write how long each kind of record is kept, as in { messages: 3 days }.' },
    )
    .catchall(span());
