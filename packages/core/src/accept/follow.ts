import type { KapwaEvent } from '../events/event.js';
import type { Intake } from './accept.js';
import type { Receipts } from './receipts.js';

/** An event that is durable by now. */
export interface Followed {
  /** Resolves once it has been handled, well or not. */
  readonly handled: Promise<unknown>;
}

/**
 * Takes in what an action has brought about, also while the kit stops: the platform has done it,
 * and the action must not be repeated because nobody would know. Rejects when the store is down.
 */
export async function follow(
  event: KapwaEvent,
  intake: Intake,
  receipts: Receipts,
): Promise<Followed> {
  const { accepted, settled } = receipts.give(`${event.adapter}:${event.id}`, false, async () => {
    const [fresh = false] = await intake.accept([event]);
    return fresh;
  });
  await accepted;
  return { handled: settled.catch(() => undefined) };
}
