import { toKept } from './any-text.js';
import type { Ask } from './reads.js';
import { serverNow } from './server-clock.js';
import { prepared } from './statements.js';

/**
 * Holds on to a lease that is still this holder's; answers how often it has changed hands, undefined
 * where it is not. Renewing changes nothing that a transaction rests on, and so waits for no writer:
 * a bot must not lose its lead because something is written that takes long, or because a process
 * stands still that is about to write.
 */
export async function renewLease(
  ask: Ask,
  name: string,
  holder: string,
  ms: number,
): Promise<number | undefined> {
  // One that was given back ends at 0, and is taken anew.
  const text = `UPDATE leases SET until = ${serverNow} + $3
    WHERE name = $1 AND holder = $2 AND until <> 0 RETURNING epoch`;
  const [row] = await ask(prepared('renew-lease', text, [toKept(name), holder, ms]));
  return row?.epoch;
}
