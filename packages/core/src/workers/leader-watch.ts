import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import type { SharedStore } from '../store/store.js';

/** By this name the kit that leads hears: so others find out whether there is one. */
export const LEADER = 'leader';

/** How often it is looked for, ms; one that is missed twice has not only just been followed. */
const LOOK_EVERY = 30_000;

/** What looking for the kit that leads needs. */
export interface LeaderWatchParts {
  readonly shared: Pick<SharedStore, 'absent'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Makes what tells, once each time, that a worker waits for a kit that is not there; to be called often. */
export function createLeaderWatch({ shared, clock, log }: LeaderWatchParts): () => Promise<void> {
  let lookedAt = clock.elapsed();
  let missed = 0;
  return async () => {
    if (clock.elapsed() - lookedAt < LOOK_EVERY) return;
    lookedAt = clock.elapsed();
    const absent = await shared.absent([LEADER]);
    missed = absent.length === 0 ? 0 : missed + 1;
    if (missed !== 2) return;
    log.warn(
      'Nobody takes messages in, so that this worker has nothing to do. Start the bot: `kapwa run --role web`.',
    );
  };
}
