import { personLane } from '../model/keys.js';
import type { InboxEntry } from '../store/store.js';
import type { Change } from './change.js';

/**
 * Work of a person who turned out to be another goes on in the other's lane: what a lane owns is
 * written in it only.
 */
export function forwarded(entry: InboxEntry, person: string): Change {
  const id = `${entry.id}>to>${person}`;
  const place = { ...entry.place, person };
  return { writes: [], post: [{ ...entry, id, lane: personLane(person), place }] };
}
