import { expect, it } from 'vitest';
import { commitOf, entryOf, itemOf, MORNING, put } from './samples.js';
import type { OpenStores } from './store-place.js';

const LANE = 'lane:group:health/north';
const MINUTE = 60_000;

/** What the right to act for something must be like. */
export function leasesContract(stores: OpenStores): void {
  it('gives a lease to one holder at a time', async () => {
    const store = await stores.fresh();

    const first = await store.lease(LANE, 'one', MINUTE, MORNING);
    const second = await store.lease(LANE, 'other', MINUTE, MORNING + 1);

    expect(first).toMatchObject({ name: LANE, until: MORNING + MINUTE });
    expect(second).toBeUndefined();
  });

  it('lets its holder hold on to it, without counting it as another', async () => {
    const store = await stores.fresh();
    const first = await store.lease(LANE, 'one', MINUTE, MORNING);

    await stores.pass(store, 30_000);
    const later = await store.lease(LANE, 'one', MINUTE, MORNING + 30_000);

    expect(later).toEqual({ ...first, until: MORNING + 30_000 + MINUTE });
  });

  it('lets its holder have it still who comes late, but before anybody else', async () => {
    const store = await stores.fresh();
    const first = await store.lease(LANE, 'one', MINUTE, MORNING);

    await stores.pass(store, 10 * MINUTE);
    const later = await store.lease(LANE, 'one', MINUTE, MORNING + 10 * MINUTE);

    expect(later).toEqual({ ...first, until: MORNING + 11 * MINUTE });
  });

  it('gives it to nobody else as long as its holder holds on to it', async () => {
    const store = await stores.fresh();
    const other = await stores.beside(store);
    const first = await store.lease(LANE, 'one', MINUTE, MORNING);

    for (let minute = 1; minute <= 5; minute += 1) {
      const at = MORNING + minute * MINUTE - 1_000;
      await stores.pass(store, MINUTE - 1_000);
      expect(await store.lease(LANE, 'one', MINUTE, at)).toMatchObject({ epoch: first?.epoch });
      expect(await other.lease(LANE, 'other', MINUTE, at)).toBeUndefined();
    }
  });

  it('gives it to the next one when it has ended, or was given back', async () => {
    const store = await stores.fresh();
    const first = await store.lease(LANE, 'one', MINUTE, MORNING);

    await stores.pass(store, MINUTE);
    const second = await store.lease(LANE, 'other', MINUTE, MORNING + MINUTE);
    if (second !== undefined) await store.release(second);
    const third = await store.lease(LANE, 'one', MINUTE, MORNING + MINUTE + 1);

    expect(second?.epoch).toBeGreaterThan(first?.epoch ?? 0);
    expect(third?.epoch).toBeGreaterThan(second?.epoch ?? 0);
  });

  it('is given back by nobody but its holder', async () => {
    const store = await stores.fresh();
    const before = await store.lease(LANE, 'one', MINUTE, MORNING);
    await stores.pass(store, MINUTE);
    const now = await store.lease(LANE, 'other', MINUTE, MORNING + MINUTE);
    if (before !== undefined) await store.release(before);

    expect(await store.lease(LANE, 'one', MINUTE, MORNING + MINUTE + 1)).toBeUndefined();
    expect(await store.lease(LANE, 'other', MINUTE, MORNING + MINUTE + 1)).toMatchObject({
      epoch: now?.epoch,
    });
  });

  it('gives leases of different names to different holders', async () => {
    const store = await stores.fresh();

    const leases = [
      await store.lease(LANE, 'one', MINUTE, MORNING),
      await store.lease(`${LANE}-2`, 'other', MINUTE, MORNING),
    ];

    expect(leases).toEqual([expect.objectContaining({ name: LANE }), expect.anything()]);
    for (const fence of leases) expect(await store.commit(commitOf({}), fence)).toBe('committed');
  });

  it('takes nothing from whoever holds on to a lease that has passed to somebody else', async () => {
    const store = await stores.fresh();
    const paused = await store.lease(LANE, 'one', MINUTE, MORNING);
    await stores.pass(store, MINUTE);
    const next = await store.lease(LANE, 'other', MINUTE, MORNING + MINUTE);

    const stale = await store.commit(commitOf({ writes: [put('ana', 'stale')] }), paused);
    const fresh = await store.commit(commitOf({ writes: [put('juma', 'new')] }), next);

    expect([stale, fresh]).toEqual(['fenced', 'committed']);
    expect(await store.get('greeter.notes', 'ana')).toBeUndefined();
  });

  it('takes in, marks and settles nothing for them either', async () => {
    const store = await stores.fresh();
    await store.commit(commitOf({ outgoing: [itemOf('reply')] }));
    const paused = await store.lease(LANE, 'one', MINUTE, MORNING);
    await stores.pass(store, MINUTE);
    await store.lease(LANE, 'other', MINUTE, MORNING + MINUTE);
    const outcome = { kind: 'sent', messages: ['m'] } as const;
    const settlement = { item: itemOf('reply'), outcome, at: MORNING, dependents: [] };
    const key = new Map([['key', new Uint8Array([1])]]);
    const session = store.session('web');

    const calls: readonly (() => unknown)[] = [
      () => store.accept([entryOf('late')], MORNING, paused),
      () => store.mark(itemOf('reply', { sending: true }), paused),
      () => store.settle(settlement, paused),
      () => session.set(key, { entries: [entryOf('later')], at: MORNING }, paused),
    ];
    for (const call of calls) {
      await expect(Promise.resolve().then(call)).rejects.toMatchObject({
        code: 'store.taken-over',
      });
    }

    expect(await store.waiting()).toEqual([]);
    expect(await store.outgoing()).toEqual([itemOf('reply')]);
    expect(await session.keys()).toEqual([]);
    expect(await store.accept([entryOf('late')], MORNING)).toEqual([true]);
  });

  it('lets the holder go on after its time while nobody else has taken over', async () => {
    const store = await stores.fresh();
    const lease = await store.lease(LANE, 'one', MINUTE, MORNING);
    await stores.pass(store, 10 * MINUTE);

    const answer = await store.commit(commitOf({ writes: [put('ana', 1)] }), lease);

    expect(answer).toBe('committed');
  });
}
