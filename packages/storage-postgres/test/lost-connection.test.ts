import type { Commit, Store } from '@kapwa/core';
import { type Acknowledged, brokenPromises, runWorkload } from '@kapwa/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.js';
import { newPlace, type TestSchema } from './new-place.js';

const note = { at: 1, community: 'health', actor: 'bot:counter', what: 'count.add' };

/** Counts one more, and says so in the audit: what is done twice shows. */
const countOne: Commit = {
  expect: [],
  writes: [{ op: 'add', collection: 'counter.counts', key: 'ana', by: 1 }],
  outgoing: [],
  post: [],
  dead: [],
  audit: [note],
};

let place: TestSchema;
let proxy: CuttingProxy;
let store: Store;

beforeEach(async () => {
  place = await newPlace();
  proxy = await startCuttingProxy(place.url);
  store = place.make({ url: proxy.url, patience: 10_000 });
  await store.open();
});

afterEach(async () => {
  await Promise.resolve(store.close()).catch(() => undefined);
  await proxy.stop();
  await place.remove();
});

describe('a connection that breaks', () => {
  it.each(['before', 'after'] as const)(
    'just %s the server has saved a change does not lose it, and does not do it twice',
    async (when) => {
      await store.commit(countOne);
      const isCut = proxy.cutAtCommit(when);

      const answers = await Promise.all([store.commit(countOne), store.commit(countOne), isCut]);

      expect(answers.slice(0, 2)).toEqual(['committed', 'committed']);
      expect((await store.get('counter.counts', 'ana'))?.value).toBe(3);
      expect(await store.audit(0, 10)).toHaveLength(3);
    },
  );

  it('takes an event in once, and says that it was new, though the answer was lost', async () => {
    const event = { kind: 'schedule.due', id: 'e', at: 1, adapter: 'p' } as never;
    const entry = { id: 'e', lane: 'community:h', place: { community: 'h' }, event, attempt: 0 };
    const isCut = proxy.cutAtCommit('after');

    const [first] = await Promise.all([store.accept([entry], 1), isCut]);

    expect(first).toEqual([true]);
    expect(await store.accept([entry], 1)).toEqual([false]);
    expect(await store.waiting()).toHaveLength(1);
  });

  it('breaks no promise however often it happens while work is done', async () => {
    const saved: Acknowledged = new Map();
    const until = performance.now() + 1_500;
    const work = runWorkload(store, {
      lanes: 4,
      isOver: () => performance.now() > until,
      acknowledged: (lane, round) => void saved.set(lane, round),
    });
    while (performance.now() < until) {
      await Promise.race([proxy.cutAtCommit(saved.size % 2 === 0 ? 'before' : 'after'), work]);
    }
    await work;

    expect(saved.size).toBe(4);
    expect(await brokenPromises(store, saved)).toEqual([]);
  });
});

describe('a process that stands still while it writes', () => {
  it('holds up others for some seconds, and writes it once when it goes on', async () => {
    const other = place.make();
    await other.open();
    const standsStill = proxy.standStillAtCommit();
    const late = store.commit(countOne);
    await standsStill;
    const since = performance.now();

    const answer = await other.commit(countOne);
    const waited = performance.now() - since;

    expect(answer).toBe('committed');
    expect(waited).toBeLessThan(10_000);
    expect(await late).toBe('committed');
    expect((await store.get('counter.counts', 'ana'))?.value).toBe(2);
    await other.close();
  }, 30_000);

  it('keeps nobody from renewing a lease', async () => {
    const other = place.make();
    await other.open();
    const lease = await other.lease('kit', 'leading', 30_000, 0);
    const standsStill = proxy.standStillAtCommit();
    const late = store.commit(countOne);
    await standsStill;
    const since = performance.now();

    const renewed = await other.lease('kit', 'leading', 30_000, 10_000);

    expect(renewed).toEqual({ ...lease, until: 40_000 });
    expect(performance.now() - since).toBeLessThan(2_000);
    expect(await late).toBe('committed');
    await other.close();
  }, 30_000);
});

describe('a server that is away', () => {
  it('is waited for, by those who read and those who write', async () => {
    await store.commit(countOne);
    proxy.close();
    const calls = Promise.all([store.get('counter.counts', 'ana'), store.commit(countOne)]);
    proxy.open();

    const [read, written] = await calls;

    expect(read).toMatchObject({ version: expect.any(Number) });
    expect(written).toBe('committed');
    expect((await store.get('counter.counts', 'ana'))?.value).toBe(2);
  });

  it('stops the store when it stays away, without a word of the password', async () => {
    const impatient = place.make({ url: proxy.url, patience: 50 });
    await impatient.open();
    proxy.close();

    const first = Promise.resolve(impatient.commit(countOne)).catch((error) => error);
    await new Promise((resolve) => setImmediate(resolve));
    const behind = Promise.resolve(impatient.commit(countOne)).catch((error) => error);
    const refusal = await first;
    proxy.open();

    expect(refusal).toMatchObject({ code: 'store.failed' });
    expect(await behind).toBe(refusal);
    expect(refusal.message).not.toContain(new URL(place.url).password);
    await expect(impatient.get('counter.counts', 'ana')).rejects.toBe(refusal);
    await expect(impatient.commit(countOne)).rejects.toBe(refusal);
    await expect(impatient.close()).rejects.toBe(refusal);
    expect(await store.get('counter.counts', 'ana')).toBeUndefined();
  });
});
