/**
 * How somebody can be reached by a direct message now.
 *
 * `open`: just write. `template-only`: only in words the platform has approved before.
 * `must-write-first`: not before they have written to the bot. `cold`: the platform would take it,
 * but writing to people who never wrote is what gets a bot blocked; or there is no account at all.
 */
export type Reach = 'open' | 'template-only' | 'must-write-first' | 'cold';

/** What is known of somebody who is to be written to. */
export interface ReachFacts {
  readonly hasWritten: boolean;
  /** About when they last wrote to the bot directly, ms UTC; never later than they did. */
  readonly wroteAt?: number;
  /** When they last asked to be let into a group, ms UTC; told of those who have not written. */
  readonly askedToJoinAt?: number;
  /** ms UTC. */
  readonly now: number;
}

/** How somebody can be reached where the adapter says nothing of it. */
export function reachOf({ hasWritten }: ReachFacts): Reach {
  return hasWritten ? 'open' : 'cold';
}
