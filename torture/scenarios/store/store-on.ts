import { createEmbeddedStore, type Store } from '@kapwa/core';
import { type FragileDisk, turnableClock } from '@kapwa/testing';

/** So little at a time that a journal of a few rounds has place reserved in it, and goes beyond. */
const RESERVE = 1_500;

/** Where a store on such a disk says that it is. */
const FOLDER = '/data';

/**
 * A store on a disk in memory, with a clock of its own, which goes with it: that of the machine
 * would keep thousands of them in memory until their next snapshot.
 */
export function storeOn(disk: FragileDisk, snapshotAfter?: number, reserve = RESERVE): Store {
  const options = { files: disk.port, clock: turnableClock(), reserve };
  return createEmbeddedStore(FOLDER, {
    ...options,
    ...(snapshotAfter !== undefined && { snapshotAfter }),
  });
}
