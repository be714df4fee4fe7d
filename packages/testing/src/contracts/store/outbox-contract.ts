import { expect, it } from 'vitest';
import { commitOf, entryOf, itemOf, MORNING, put } from './samples.js';
import type { OpenStores } from './store-place.js';

/** What keeping actions that wait must be like. */
export function outboxContract(stores: OpenStores): void {
  it('keeps actions in the order in which they were asked for', async () => {
    const store = await stores.fresh();

    await store.commit(commitOf({ outgoing: [itemOf('one'), itemOf('two')] }));
    await store.commit(commitOf({ outgoing: [itemOf('three')] }));

    expect((await store.outgoing()).map(({ id }) => id)).toEqual(['one', 'two', 'three']);
  });

  it('keeps the place of an action that is marked as about to leave', async () => {
    const store = await stores.fresh();
    await store.commit(commitOf({ outgoing: [itemOf('one'), itemOf('two')] }));

    await store.mark(itemOf('one', { sending: true, attempt: 1 }));

    expect(await store.outgoing()).toEqual([
      itemOf('one', { sending: true, attempt: 1 }),
      itemOf('two'),
    ]);
  });

  it('settles an action, what waited for it and the word of it in one step', async () => {
    const store = await stores.fresh();
    const waits = itemOf('two', { options: { after: ['one'] } });
    await store.commit(commitOf({ outgoing: [itemOf('one'), waits] }));

    await store.settle({
      item: itemOf('one'),
      outcome: { kind: 'refused', reason: 'blocked' },
      at: MORNING,
      dependents: [itemOf('two', { blocked: 'the first was refused' })],
      post: entryOf('settled:one'),
    });

    expect(await store.outgoing()).toEqual([itemOf('two', { blocked: 'the first was refused' })]);
    expect(await store.waiting()).toEqual([entryOf('settled:one')]);
  });

  it('keeps records of what came of an action in the same step', async () => {
    const store = await stores.fresh();
    await store.commit(commitOf({ outgoing: [itemOf('one')] }));

    await store.settle({
      item: itemOf('one'),
      outcome: { kind: 'sent', messages: ['m1'] },
      at: MORNING,
      dependents: [],
      writes: [put('one', ['m1'])],
    });

    expect(await store.get('greeter.notes', 'one')).toMatchObject({ value: ['m1'] });
    expect(await store.outgoing()).toEqual([]);
  });
}
