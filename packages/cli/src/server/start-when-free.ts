import { setTimeout as pause } from 'node:timers/promises';
import { KapwaError } from '@kapwa/core';

/** How often it is tried again, ms. */
const EVERY = 5_000;

/** One that was killed holds its lease for half a minute, and one that stops may take as long. */
const MOST_TRIES = (2 * 60_000) / EVERY;

const waiting =
  'Another bot works on this database, or was killed a moment ago and holds it for half a minute: waiting for it to end. Press Ctrl+C to stop.';

const standingBy =
  'Another process leads on this database. This one takes over when that ends; until then it does nothing. Press Ctrl+C to stop.';

/** Whether another bot has the database, or took it from this one while it started. */
const isTaken = ({ code }: KapwaError): boolean =>
  code === 'store.in-use' || code === 'store.taken-over';

/** Whether it is worth another try: a server that was there a moment ago comes back. */
function mayPass(error: unknown, tries: number): error is KapwaError {
  if (!(error instanceof KapwaError)) return false;
  return isTaken(error) || (error.code === 'store.unusable' && tries > 1);
}

/** How it is waited for a database to be free. */
export interface WaitOptions {
  /** Waits for as long as it takes: to take over is what this process is there for. */
  readonly standsBy?: boolean;
  note(line: string): void;
  /** Waits so many ms. */
  wait?(ms: number): Promise<unknown>;
}

/**
 * Starts a bot on a database as soon as no other works on it: after a crash, or while a new version
 * takes the place of the old one. `start` is called anew for each try. A database that goes away
 * meanwhile is waited for, too. Raises what was in the way last after two minutes, unless it stands by.
 */
export async function startWhenFree<Started>(
  start: () => Promise<Started>,
  { standsBy = false, note, wait = pause }: WaitOptions,
): Promise<Started> {
  let said = '';
  for (let tries = 1; ; tries += 1) {
    try {
      return await start();
    } catch (error) {
      if (!mayPass(error, tries) || (tries > MOST_TRIES && !standsBy)) throw error;
      const taken = standsBy ? standingBy : waiting;
      const line = isTaken(error)
        ? taken
        : `${error.message} Trying again every ${EVERY / 1_000} seconds.`;
      if (line !== said) note(line);
      said = line;
    }
    await wait(EVERY);
  }
}
