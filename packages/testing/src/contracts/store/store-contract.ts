import type { MaybePromise } from '@kapwa/core';
import { afterEach, describe, expect, it } from 'vitest';
import { acceptContract } from './accept-contract.js';
import { commitContract } from './commit-contract.js';
import { deadContract } from './dead-contract.js';
import { durabilityContract } from './durability-contract.js';
import { eraseContract } from './erase-contract.js';
import { leasesContract } from './leases-contract.js';
import { memoryContract } from './memory-contract.js';
import { outboxContract } from './outbox-contract.js';
import { recordsContract } from './records-contract.js';
import { removalContract } from './removal-contract.js';
import { sessionsContract } from './sessions-contract.js';
import { sharedContract } from './shared-contract.js';
import { openStores, type StorePlace } from './store-place.js';

export type { StorePlace };

/**
 * What every store owes the kit. Call it in a test file; each test asks for a place of its own.
 * `shared` is promised by a store on which several processes can work side by side.
 *
 * @example
 * storeContract('memory store', { durable: false }, () => ({ make: createMemoryStore }));
 */
export function storeContract(
  name: string,
  promise: { readonly durable: boolean; readonly shared?: boolean },
  place: () => MaybePromise<StorePlace>,
): void {
  describe(`${name}, as every store,`, () => {
    const stores = openStores(place);
    afterEach(() => stores.closeAll());

    it('says of itself what is promised for it: `durable`, and `shared` where several may use it', async () => {
      const store = await stores.fresh();

      const { durable, shared } = store;
      const says = { durable, shared: shared !== undefined };
      expect(says).toEqual({ durable: promise.durable, shared: promise.shared === true });
    });
    acceptContract(stores);
    recordsContract(stores);
    commitContract(stores);
    outboxContract(stores);
    deadContract(stores);
    leasesContract(stores);
    memoryContract(stores);
    sessionsContract(stores);
    eraseContract(stores);
    removalContract(stores);
    if (promise.shared === true) sharedContract(stores);
    if (promise.durable) durabilityContract(stores);
  });
}
