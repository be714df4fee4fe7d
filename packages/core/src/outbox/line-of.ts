import { placeOfAction } from '../actions/action.js';
import type { Adapters } from '../adapters/ways.js';
import type { MaybePromise, OutboxItem } from '../store/store.js';
import type { FactsReader } from './facts.js';

/**
 * Finds the line of an action: what goes to one destination is in one line. Where there are several
 * ways to a person, each has a line of its own, so that what waits for one of them, such as a device
 * that is off, holds up nothing that goes by another.
 */
export function createLineOf(
  adapters: Adapters,
  factsFor: FactsReader,
): (item: OutboxItem) => MaybePromise<string> {
  const byWay = async (item: OutboxItem): Promise<string> => {
    const facts = await factsFor(item);
    return typeof facts === 'string' ? item.destination : `${item.destination} ${facts.adapter}`;
  };
  if (adapters.size < 2) return ({ destination }) => destination;
  return (item) => ('person' in placeOfAction(item.action) ? byWay(item) : item.destination);
}
