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

  it('has what came of actions and letters again after it was closed and opened', async () => {
    const store = await stores.fresh();
    const outcome = { kind: 'sent', messages: ['m1'] } as const;
    const items = ['one', 'two', 'three'].map((id) => itemOf(id));
    await store.commit(
      commitOf({ outgoing: items, dead: ['a', 'b', 'c'].map((id) => letterOf(id)) }),
    );
    await store.settle({
      item: itemOf('one'),
      outcome,
      at: MORNING,
      dependents: [itemOf('three', { blocked: 'no' })],
      writes: [put('one', 'sent')],
      post: entryOf('settled:one'),
    });
    await store.mark(itemOf('two', { sending: true, step: 1 }));
    const retried = await store.retryDead('a');
    await store.dropDead(['b']);

    const again = await stores.again(store);

    expect(await again.outgoing()).toEqual([
      itemOf('two', { sending: true, step: 1 }),
      itemOf('three', { blocked: 'no' }),
    ]);
    expect(await again.waiting()).toEqual([entryOf('settled:one'), retried]);
    expect(await again.dead()).toEqual([letterOf('c')]);
    expect(await again.get('greeter.notes', 'one')).toMatchObject({ value: 'sent' });
  });

  it('knows the events it has taken in after it was closed and opened', async () => {
    const store = await stores.fresh();
    const entry = entryOf('a');
    await store.accept([entry], MORNING);
    await store.commit(commitOf({ done: entry }));

    const again = await stores.again(store);

    expect(await again.accept([entry, entryOf('b')], MORNING)).toEqual([false, true]);
  });

  it('has the audit, the ledger, the sessions and the erasures again, and goes on with them', async () => {
    const store = await stores.fresh();
    const audit = [{ at: MORNING, community: 'health', actor: 'bot:a', what: 'message.delete' }];
    const entry = { chat: 'c', message: 'm', author: 'ana', kind: 'text', at: MORNING } as const;
    const erasure = { writes: [], inbox: [], outbox: [], dead: [], sessions: [], author: 'nobody' };
    await store.commit(commitOf({ audit, ledger: [{ ...entry, fate: 'stands' }] }));
    await store.session('whatsapp').set(new Map([['creds', Uint8Array.of(0, 255)]]));
    await store.session('whatsapp').set(new Map([['creds', Uint8Array.of(1, 254)]]));
    await store.erase({ ...erasure, id: 'somebody', at: MORNING });
    await store.commit(commitOf({ audit }));

    const again = await stores.again(store);
    expect(await again.auditHead()).toMatchObject({ n: 2 });
    await again.commit(commitOf({ audit }));
    const links = await again.audit(0, 10);

    expect(links.map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(links[2]?.prev).toBe(links[1]?.hash);
    expect(await again.ledger('c', 'm')).toMatchObject({ author: 'ana' });
    expect(await again.session('whatsapp').get(['creds'])).toEqual(
      new Map([['creds', Uint8Array.of(1, 254)]]),
    );
    expect(await again.erasures()).toEqual([{ id: 'somebody', at: MORNING }]);
  });

  it('gives no lease twice under the same number, also after a start', async () => {
    const store = await stores.fresh();
    const before = await store.lease('poller', 'one', 60_000, MORNING);
    if (before !== undefined) await store.release(before);

    const again = await stores.again(store);
    const after = await again.lease('poller', 'one', 60_000, MORNING);

    expect(after?.epoch).toBeGreaterThan(before?.epoch ?? 0);
  });
}
