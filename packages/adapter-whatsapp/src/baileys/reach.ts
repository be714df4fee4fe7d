import type { Reach, ReachFacts } from '@kapwa/core';

/**
 * How somebody can be written to on a linked device: whoever has written has a chat with the bot.
 * WhatsApp would take a first message to others too, but blocks numbers for it.
 */
export function reachWith(coldPerDay: number): (facts: ReachFacts) => Reach {
  return ({ hasWritten }) => (hasWritten || coldPerDay > 0 ? 'open' : 'cold');
}
