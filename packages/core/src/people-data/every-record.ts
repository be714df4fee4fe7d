import { inSlices, type Slices } from '../in-slices.js';
import type { Store, Stored } from '../store/store.js';

/** Looks at every record of a collection; everybody else has their turn meanwhile. */
export async function everyRecord(
  store: Pick<Store, 'list'>,
  collection: string,
  look: (record: Stored) => void,
  slices: Slices = inSlices(),
): Promise<void> {
  for (const record of await store.list(collection, '')) {
    if (slices.isOver()) await slices.pause();
    look(record);
  }
}
