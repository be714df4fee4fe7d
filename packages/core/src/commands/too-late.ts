import type { KapwaEvent } from '../events/event.js';

/** What was wished longer ago than this is not carried out any more, ms. */
const STILL_WISHED = 24 * 3_600_000;

/**
 * Whether a message has come so late, because the bot was away or its messenger slow, that a command
 * in it is not what its writer wants now. It is still heard: what was said and done counts.
 */
export function isTooLate(event: KapwaEvent, now: number): boolean {
  return event.kind === 'message.received' && now - event.at > STILL_WISHED;
}
