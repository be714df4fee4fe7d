import { expect, it } from 'vitest';
import { commitOf, entryOf, itemOf, letterOf, MORNING, put } from './samples.js';
import type { OpenStores } from './store-place.js';

const NOTES = 'greeter.notes';

/** What a store that says it is durable must still have after it was closed. */
export function durabilityContract(stores: OpenStores): void {
  it('has everything again after it was closed and opened', async () => {
    const store = await stores.fresh();
    const retry = entryOf('retry', { only: 'greeter', attempt: 1, notBefore: MORNING + 1000 });
    const leaving = itemOf('reply', { sending: true, options: { delivery: 'at-most-once' } });
    await store.accept([entryOf('a'), retry], MORNING);
    await store.commit(
      commitOf({
        writes: [put('ana', { name: 'Ana ❤ أنا' }), put('ana', { name: 'Ana' })],
        outgoing: [itemOf('first'), leaving],
        dead: [letterOf('given up')],
      }),
    );

    const again = await stores.again(store);

    expect(await again.get(NOTES, 'ana')).toEqual({
      key: 'ana',
      value: { name: 'Ana' },
      version: 2,
    });
    expect(await again.waiting()).toEqual([entryOf('a'), retry]);
    expect(await again.outgoing()).toEqual([itemOf('first'), leaving]);
    expect(await again.dead()).toEqual([letterOf('given up')]);
  });

  it('knows the events it has taken in after it was closed and opened', async () => {
    const store = await stores.fresh();
    const entry = entryOf('a');
    await store.accept([entry], MORNING);
    await store.commit(commitOf({ done: entry }));

    const again = await stores.again(store);

    expect(await again.accept([entry, entryOf('b')], MORNING)).toEqual([false, true]);
  });
}
