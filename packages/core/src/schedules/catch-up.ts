import { slotsUpTo } from './slots.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A slot missed by more than this is left out: a reminder half a day late helps nobody. ms. */
const LATEST_CATCH_UP = 12 * HOUR;

/** A slot is on time when it is taken up within this, ms: a busy machine is no downtime. */
const ON_TIME = MINUTE;

/** How old a slot may be at most for `all`, ms. */
const OLDEST_OF_ALL = 31 * 24 * HOUR;

/**
 * What becomes of slots that came while the bot was down, or the machine slept.
 *
 * `skip`: nothing. `latest`: the last one, unless it is older than `maxAge` (ms; 12 hours unless
 * given). `all`: every one, oldest first, but only the last `most`, and none older than `maxAge`
 * (31 days unless given).
 */
export type CatchUp =
  | { readonly policy: 'skip' }
  | { readonly policy: 'latest'; readonly maxAge?: number }
  | { readonly policy: 'all'; readonly most: number; readonly maxAge?: number };

/** What is done where a schedule says nothing. */
export const latestOnly: CatchUp = { policy: 'latest' };

/** When a schedule comes due, and what it does about slots that were missed. */
export interface Timing {
  readonly pattern: string;
  readonly timeZone: string;
  readonly catchUp: CatchUp;
}

function reach(catchUp: CatchUp): { readonly most: number; readonly maxAge: number } {
  switch (catchUp.policy) {
    case 'skip':
      return { most: 1, maxAge: ON_TIME };
    case 'latest':
      return { most: 1, maxAge: catchUp.maxAge ?? LATEST_CATCH_UP };
    case 'all':
      return { most: catchUp.most, maxAge: catchUp.maxAge ?? OLDEST_OF_ALL };
  }
}

/** The slots to take up now, in order: of those after `last`, what the policy lets be taken. */
export function slotsToTake(timing: Timing, last: number, now: number): readonly number[] {
  if (last >= now) return [];
  const { most, maxAge } = reach(timing.catchUp);
  // A slot as old as that, to the millisecond, still counts.
  const stretch = { from: now - maxAge - 1, until: now, most };
  return slotsUpTo(timing.pattern, timing.timeZone, stretch).filter((slot) => slot > last);
}
