import { setTimeout as pause } from 'node:timers/promises';

/** How often it is looked whether something has happened, ms, and for how long at most. */
export const LOOK_EVERY = 20;
const PATIENCE = 60_000;

/** Waits until something is so; tells whether it came to that. */
export async function until(isSo: () => boolean, limit = PATIENCE): Promise<boolean> {
  for (const end = performance.now() + limit; !isSo(); await pause(LOOK_EVERY)) {
    if (performance.now() > end) return false;
  }
  return true;
}
