import { expect, it } from 'vitest';
import { commitOf, entryOf, letterOf, MORNING } from './samples.js';
import type { OpenStores } from './store-place.js';

/** What keeping the parts of events that were given up must be like. */
export function deadContract(stores: OpenStores): void {
  it('keeps dead letters in the order in which they were given up', async () => {
    const store = await stores.fresh();

    await store.commit(commitOf({ dead: [letterOf('b'), letterOf('a')] }));
    await store.commit(commitOf({ dead: [letterOf('c')] }));

    expect((await store.dead()).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });

  it('takes one back into the inbox, for its plugin alone and from the beginning', async () => {
    const store = await stores.fresh();
    const entry = entryOf('a', { attempt: 3, notBefore: MORNING });
    await store.commit(commitOf({ dead: [{ ...letterOf('a'), entry }] }));

    const again = await store.retryDead('a');

    expect(again).toEqual({ ...entryOf('a'), only: 'greeter', attempt: 0 });
    expect(await store.waiting()).toEqual([again]);
    expect(await store.dead()).toEqual([]);
  });

  it('knows nothing of a letter that is not there', async () => {
    const store = await stores.fresh();

    expect(await store.retryDead('nobody')).toBeUndefined();
    await store.dropDead(['nobody']);

    expect(await store.waiting()).toEqual([]);
  });

  it('forgets the ones that are dropped, and no others', async () => {
    const store = await stores.fresh();
    await store.commit(commitOf({ dead: ['a', 'b', 'c'].map(letterOf) }));

    await store.dropDead(['a', 'c']);

    expect(await store.dead()).toEqual([letterOf('b')]);
  });
}
