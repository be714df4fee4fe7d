import { KIT_LEASE } from '@kapwa/core';
import { expect, it } from 'vitest';
import { notesContract } from './notes-contract.js';
import { commitOf, entryOf, itemOf, letterOf, MORNING, put } from './samples.js';
import { handled, sharedOf, textsOf, waitingFor } from './shared-steps.js';
import type { OpenStores } from './store-place.js';

const NOTES = 'greeter.notes';
const MINUTE = 60_000;

function reportsCome(stores: OpenStores): void {
  it('leaves a report with what was committed', async () => {
    const store = await waitingFor(stores, 'a');

    const answer = await store.commit(handled('a', { writes: [put('ana', 1)] }));

    expect(answer).toBe('committed');
    expect(await sharedOf(store).reports(0)).toEqual([
      { n: expect.any(Number), text: 'handled a' },
    ]);
    expect(await store.waiting()).toEqual([]);
  });

  it('leaves none where nothing was committed, or nothing is to be reported', async () => {
    const store = await waitingFor(stores, 'a', 'b');
    const expected = { collection: NOTES, key: 'ana', version: 7 };

    const refused = await store.commit(handled('a', { expect: [expected] }));
    await store.commit(commitOf({ done: entryOf('b') }));

    expect(refused).toBe('conflict');
    expect(await textsOf(store)).toEqual([]);
  });

  it('reads reports in the order of their commits, whichever process they are of', async () => {
    const ids = Array.from({ length: 12 }, (_, at) => `e${at}`);
    const store = await waitingFor(stores, ...ids);
    const others = [store, await stores.beside(store), await stores.beside(store)];
    const append = { op: 'append', collection: NOTES, key: 'order' } as const;

    await Promise.all(
      ids.map((id, at) =>
        others[at % others.length]?.commit(
          handled(id, { writes: [{ ...append, value: `handled ${id}` }] }),
        ),
      ),
    );

    const reports = await sharedOf(store).reports(0);
    const numbers = reports.map(({ n }) => n);
    expect(reports.map(({ text }) => text)).toEqual((await store.get(NOTES, 'order'))?.value);
    expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
    expect(reports).toHaveLength(ids.length);
  });

  it('forgets those up to the one that was read, and no other', async () => {
    const store = await waitingFor(stores, 'a', 'b', 'c');
    await store.commit(handled('a'));
    await store.commit(handled('b'));
    const [, second] = await sharedOf(store).reports(0);
    await store.commit(handled('c'));

    const later = await textsOf(store, second?.n);

    expect(later).toEqual(['handled c']);
    expect(await textsOf(store)).toEqual(['handled c']);
  });

  it('keeps reports for whoever leads: one that was followed reads and forgets none', async () => {
    const store = await waitingFor(stores, 'a');
    const before = await store.lease(KIT_LEASE, 'before', 60_000, MORNING);
    await stores.pass(store, 120_000);
    const now = await store.lease(KIT_LEASE, 'now', 60_000, MORNING + 120_000);
    await store.commit(handled('a'), now);

    const late = (async () => sharedOf(store).reports(1_000, before))();
    await expect(late).rejects.toMatchObject({ code: 'store.taken-over' });
    const forgetting = (async () => sharedOf(store).forgetReports(before))();
    await expect(forgetting).rejects.toMatchObject({ code: 'store.taken-over' });

    const reports = await sharedOf(store).reports(0, now);
    expect(reports.map(({ text }) => text)).toEqual(['handled a']);
  });

  it('keeps any text', async () => {
    const store = await waitingFor(stores, 'a');
    const report = '\0 \ud83d \ue000 \ue0000000 ❤ أنا "\\n"';

    await store.commit(handled('a', { report }));

    expect(await textsOf(store)).toEqual([report]);
  });

  it('begins anew behind the last one for a kit that begins to lead', async () => {
    const store = await waitingFor(stores, 'a', 'b');
    const none = await sharedOf(store).forgetReports();
    await store.commit(handled('a'));

    const last = await sharedOf(store).forgetReports();
    const again = await sharedOf(store).forgetReports();
    await store.commit(handled('b'));

    expect(last).toBeGreaterThan(none);
    expect(again).toBe(last);
    expect(await textsOf(store, last)).toEqual(['handled b']);
  });
}

function keepsOutLatecomers(stores: OpenStores): void {
  it('refuses a turn of which somebody else was faster, and changes nothing', async () => {
    const store = await waitingFor(stores, 'a');
    const other = await stores.beside(store);
    await store.commit(handled('a', { writes: [put('ana', 1)] }));

    const late = await other.commit(
      handled('a', {
        report: 'again',
        writes: [put('ana', 2), put('new', 2)],
        outgoing: [itemOf('reply')],
        post: [entryOf('posted')],
        dead: [letterOf('given up')],
      }),
    );

    expect(late).toBe('fenced');
    expect(await store.list(NOTES, '')).toEqual([{ key: 'ana', value: 1, version: 1 }]);
    expect(await store.waiting()).toEqual([]);
    expect(await store.outgoing()).toEqual([]);
    expect(await store.dead()).toEqual([]);
    expect(await textsOf(store)).toEqual(['handled a']);
  });

  it('lets one through of those that handled the same at once', async () => {
    const store = await waitingFor(stores, 'a');
    const other = await stores.beside(store);
    const write = { op: 'add', collection: NOTES, key: 'handled', by: 1 } as const;

    const answers = await Promise.all(
      [store, other, store, other].map((one) => one.commit(handled('a', { writes: [write] }))),
    );

    expect([...answers].sort()).toEqual(['committed', 'fenced', 'fenced', 'fenced']);
    expect(await store.get(NOTES, 'handled')).toMatchObject({ value: 1 });
    expect(await textsOf(store)).toEqual(['handled a']);
  });

  it('refuses a turn that rests on the lease of a kit that leads no more', async () => {
    const store = await waitingFor(stores, 'a');
    const worker = await stores.beside(store);
    const before = await store.lease(KIT_LEASE, 'one', MINUTE, MORNING);
    await stores.pass(store, MINUTE);
    await store.lease(KIT_LEASE, 'other', MINUTE, MORNING + MINUTE);

    const answer = await worker.commit(handled('a', { writes: [put('ana', 1)] }), before);

    expect(answer).toBe('fenced');
    expect(await store.waiting()).toEqual([entryOf('a')]);
    expect(await store.list(NOTES, '')).toEqual([]);
    expect(await textsOf(store)).toEqual([]);
  });

  it('lets a turn through that rests on the lease of the kit that leads', async () => {
    const store = await waitingFor(stores, 'a');
    const worker = await stores.beside(store);
    const lease = await store.lease(KIT_LEASE, 'one', MINUTE, MORNING);

    expect(await worker.commit(handled('a'), lease)).toBe('committed');
  });
}

function readsAnew(stores: OpenStores): void {
  it('reads anew what another process has changed, once its report was read', async () => {
    const leading = await waitingFor(stores, 'a', 'b');
    const worker = await stores.beside(leading);
    const lease = await leading.lease(KIT_LEASE, 'one', MINUTE, MORNING);
    await leading.commit(commitOf({ writes: [put('ana', 1), put('juma', 1)] }), lease);
    for (const key of ['ana', 'juma', 'new']) await leading.get(NOTES, key);

    const writes = [
      put('ana', 2),
      put('new', 2),
      { op: 'delete', collection: NOTES, key: 'juma' } as const,
    ];
    await worker.commit(handled('a', { writes }), lease);
    await sharedOf(leading).reports(0);

    expect(await leading.get(NOTES, 'ana')).toEqual({ key: 'ana', value: 2, version: 2 });
    expect(await leading.get(NOTES, 'new')).toEqual({ key: 'new', value: 2, version: 1 });
    expect(await leading.get(NOTES, 'juma')).toBeUndefined();
  });

  it('reads anew what another process has changed, once all reports were forgotten', async () => {
    const leading = await waitingFor(stores, 'a');
    const worker = await stores.beside(leading);
    const lease = await leading.lease(KIT_LEASE, 'one', MINUTE, MORNING);
    await leading.commit(commitOf({ writes: [put('ana', 1)] }), lease);
    await worker.commit(handled('a', { writes: [put('ana', 2)] }), lease);

    await sharedOf(leading).forgetReports();

    expect(await leading.get(NOTES, 'ana')).toMatchObject({ value: 2 });
  });

  it('reads anew what it went by where that was not so any more', async () => {
    const leading = await waitingFor(stores, 'a');
    const worker = await stores.beside(leading);
    const lease = await leading.lease(KIT_LEASE, 'one', MINUTE, MORNING);
    await leading.commit(commitOf({ writes: [put('ana', 1)] }), lease);
    await worker.commit(handled('a', { writes: [put('ana', 2)] }), lease);
    const expected = [{ collection: NOTES, key: 'ana', version: 1 }];

    const answer = await leading.commit(commitOf({ expect: expected }), lease);

    expect(answer).toBe('conflict');
    expect(await leading.get(NOTES, 'ana')).toMatchObject({ value: 2, version: 2 });
  });
}

function findsEntries(stores: OpenStores): void {
  it('finds entries that still wait, in the order in which they are asked for', async () => {
    const store = await waitingFor(stores, 'a', 'b', 'c', 'd');
    const other = await stores.beside(store);
    await store.commit(handled('b'));

    const found = await sharedOf(other).entries(['d', 'b', 'nobody', 'a']);

    expect(found).toEqual([entryOf('d'), entryOf('a')]);
  });
}

/** What a store must be like on which several processes work side by side. */
export function sharedContract(stores: OpenStores): void {
  reportsCome(stores);
  keepsOutLatecomers(stores);
  readsAnew(stores);
  findsEntries(stores);
  notesContract(stores);
}
