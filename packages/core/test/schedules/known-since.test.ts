import { createMemoryStore, type Store } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { collections, recordKey } from '../../src/model/keys.js';
import { settledUntil } from '../../src/schedules/known-since.js';
import type { ScheduleRow } from '../../src/schedules/schedule-rows.js';

const MONDAY = Date.UTC(2027, 2, 1, 9);
const HOUR = 3_600_000;

const keyOf = (community: string, name: string): string =>
  recordKey(community, '', 'bulletin', name);

const row = (name: string, changes: Partial<ScheduleRow> = {}, community = 'health'): ScheduleRow =>
  ({
    key: keyOf(community, name),
    pattern: '0 9 * * *',
    timeZone: 'Africa/Nairobi',
    ...changes,
  }) as ScheduleRow;

/** A store that counts how often something is written down. */
async function notebook(): Promise<{ store: Store; written: () => number }> {
  const memory = createMemoryStore();
  await memory.open();
  let written = 0;
  const commit: Store['commit'] = (...args) => {
    written += 1;
    return memory.commit(...args);
  };
  return { store: { ...memory, commit }, written: () => written };
}

async function known(store: Store): Promise<readonly string[]> {
  return (await store.list(collections.schedules, '')).map(({ key }) => key);
}

async function taken(store: Store, name: string, slot: number): Promise<void> {
  const write = {
    op: 'max',
    collection: collections.slots,
    key: keyOf('health', name),
    value: slot,
  };
  await store.commit({ expect: [], writes: [write as never], outgoing: [], post: [], dead: [] });
}

describe('up to when the slots of a schedule are settled', () => {
  it('is from the moment it was first seen, also at later starts, of which nothing is written down', async () => {
    const { store, written } = await notebook();
    const rows = [row('digest'), row('reminder')];
    await settledUntil(rows, undefined, MONDAY, store);
    expect(written()).toBe(1);

    const later = await settledUntil(rows, undefined, MONDAY + HOUR, store);

    expect([...later]).toEqual([
      [keyOf('health', 'digest'), MONDAY],
      [keyOf('health', 'reminder'), MONDAY],
    ]);
    expect(written()).toBe(1);
  });

  it.each([
    ['at another time', { pattern: '0 8 * * *' }],
    ['in another time zone', { timeZone: 'Asia/Manila' }],
  ])('is from the moment it runs %s, and stays so', async (_, changes) => {
    const { store, written } = await notebook();
    await settledUntil([row('digest')], undefined, MONDAY, store);

    for (const at of [MONDAY + HOUR, MONDAY + 2 * HOUR]) {
      const settled = await settledUntil([row('digest', changes)], undefined, at, store);
      expect([...settled.values()]).toEqual([MONDAY + HOUR]);
    }
    expect(written()).toBe(2);
  });

  it('is its last slot that was taken, where that came later', async () => {
    const { store } = await notebook();
    await settledUntil([row('digest'), row('reminder')], undefined, MONDAY, store);
    await taken(store, 'digest', MONDAY + HOUR);
    await taken(store, 'reminder', MONDAY - HOUR);

    const rows = [row('digest'), row('reminder')];
    const settled = await settledUntil(rows, undefined, MONDAY + 5 * HOUR, store);

    expect([...settled.values()]).toEqual([MONDAY + HOUR, MONDAY]);
  });

  it('is forgotten when the schedule is gone, so that it is new when it comes back', async () => {
    const { store } = await notebook();
    await settledUntil([row('digest'), row('reminder')], undefined, MONDAY, store);

    await settledUntil([row('reminder')], undefined, MONDAY + HOUR, store);
    expect(await known(store)).toEqual([keyOf('health', 'reminder')]);
    const back = [row('digest'), row('reminder')];
    const settled = await settledUntil(back, undefined, MONDAY + 2 * HOUR, store);

    expect([...settled.values()]).toEqual([MONDAY + 2 * HOUR, MONDAY]);
  });

  it('is looked up, and forgotten, in one community only where that one is read anew', async () => {
    const { store } = await notebook();
    const others = [row('digest', {}, 'health-east'), row('digest', {}, 'coast')];
    await settledUntil([row('digest'), ...others], undefined, MONDAY, store);

    expect((await settledUntil([], 'health', MONDAY + HOUR, store)).size).toBe(0);

    const left = [keyOf('coast', 'digest'), keyOf('health-east', 'digest')];
    expect([...(await known(store))].sort()).toEqual(left.sort());
    const settled = await settledUntil(others, undefined, MONDAY + 2 * HOUR, store);
    expect([...settled.values()]).toEqual([MONDAY, MONDAY]);
  });
});
