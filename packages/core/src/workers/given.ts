import type { InboxEntry } from '../store/store.js';

/**
 * How it went with an event that was to be handled elsewhere: `kept`, what came of it is committed;
 * `failed`, it could not be; `back`, nobody is there any more, and it is to be handled here; `left`,
 * the kit stops, and it waits for the next start.
 */
export type Ended = 'kept' | 'failed' | 'back' | 'left';

/** An event that a worker has been given, or that waits for one. */
export interface Given {
  readonly entry: InboxEntry;
  /** What this task is called; another one each time it is given to somebody. */
  task: string;
  /** Who has it; undefined while it waits. */
  worker: string | undefined;
  /** When it was given, by the clock's `elapsed`. */
  since: number;
  /** How many workers have gone that had it. */
  losses: number;
  end(how: Ended): void;
}
