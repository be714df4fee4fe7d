import type { z } from 'zod';
import type { Action } from '../actions/action.js';
import type { Outcome } from '../actions/outcome.js';
import { schema } from '../schema.js';

/** Where an assisted action stands; one record each, owned by the lane of the community. */
export const assistSchema = schema((z) =>
  z.object({
    /** The id of the action. */
    id: z.string(),
    action: z.custom<Action>((value) => typeof value === 'object' && value !== null),
    /** The adapter on whose platform it is to be done. */
    adapter: z.string(),
    group: z.string(),
    /** Why the bot does not do it itself, as the adapter says it. */
    why: z.string(),
    /** The stable short id of what it was wanted for. */
    reason: z.string().optional(),
    /** When it was handed over, ms UTC. */
    at: z.number(),
    /** When it is given up, ms UTC. */
    expires: z.number(),
    /** Whom it is about: the writer of the message, or the member. Never asked themselves. */
    against: z.string().optional(),
    /** Whether it can wait for the end of quiet hours. */
    canWait: z.boolean(),
    asked: z.array(
      z.object({ person: z.string(), at: z.number(), said: z.enum(['done', 'cannot']).optional() }),
    ),
    /** What came of it; absent while it is open. */
    settled: z.custom<Outcome>((value) => typeof value === 'object' && value !== null).optional(),
    /** When it was over, ms UTC. */
    over: z.number().optional(),
  }),
);
/** Where an assisted action stands. */
export type AssistRecord = z.infer<typeof assistSchema>;

/** The full name of the collection. */
export const ASSISTS = 'core.assists';

/** An admin who does not answer is asked again by nobody; the next is asked after this, ms. */
export const ESCALATE_AFTER = 30 * 60_000;

/** No more people than this are asked for one action. */
export const MOST_ASKED = 3;

/** An action nobody has done after this is given up, ms. */
export const GIVE_UP_AFTER = 24 * 3_600_000;

/** What was asked of somebody counts for so long when the next one is chosen, ms. */
export const RECENT = 7 * 24 * 3_600_000;

/**
 * Whether a record has been over for so long that nobody needs it any more; until then `kapwa plan`
 * can tell of it. Pure.
 */
export function isPast(
  { settled, over, expires }: AssistRecord,
  keptFor: number,
  now: number,
): boolean {
  return settled !== undefined && (over ?? expires) + keptFor <= now;
}
