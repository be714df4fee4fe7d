import type { z } from 'zod';
import { recordKey } from '../../model/keys.js';
import { schema } from '../../schema.js';

/** Whether a community is paused, since when and by whom. */
export const pauseSchema = schema((z) =>
  z.object({
    paused: z.boolean(),
    /** When it was paused or resumed, ms UTC. */
    at: z.number(),
    /** Who did it, as they call themselves; absent for whoever runs the bot. */
    by: z.string().optional(),
    /** Of a community that was resumed: when it had been paused, ms UTC. */
    from: z.number().optional(),
  }),
);
/** Whether a community is paused, since when and by whom. */
export type PauseState = z.infer<typeof pauseSchema>;

/** The full name of the collection, one record a community. */
export const PAUSES = 'core.pauses';

/** The key of the one record in a community's own part of the collection. */
export const PAUSE_STATE = 'state';

/** The permission it takes to pause and to resume. */
export const PAUSE_PERMISSION = 'bot.pause';

/** The full key under which a community's state is stored. */
export function pauseKey(community: string): string {
  return recordKey(community, community, PAUSE_STATE);
}

const LANE = 'pause:';

/** The lane that overtakes all others of a community: nothing else runs in it. */
export function pauseLane(community: string): string {
  return `${LANE}${community}`;
}

/** Whether a lane is one that overtakes. */
export function overtakes(lane: string): boolean {
  return lane.startsWith(LANE);
}
