import type { Store, Write } from '@kapwa/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commitOf, entryOf, itemOf, letterOf, MORNING, put } from './samples.js';
import type { OpenStores } from './store-place.js';

const NOTES = 'greeter.notes';

/** Everything a store holds, as far as it can be asked. */
async function everything(store: Store) {
  return {
    records: await store.list(NOTES, ''),
    waiting: await store.waiting(),
    outgoing: await store.outgoing(),
    dead: await store.dead(),
  };
}

function isOneStep(stores: OpenStores): void {
  it('makes all changes of a turn in one step', async () => {
    const store = await stores.fresh();
    const entry = entryOf('a');
    await store.accept([entry], MORNING);

    const answer = await store.commit({
      done: entry,
      expect: [{ collection: NOTES, key: 'ana', version: 0 }],
      writes: [put('ana', 1)],
      outgoing: [itemOf('reply')],
      post: [entryOf('posted')],
      dead: [letterOf('given up')],
    });

    expect(answer).toBe('committed');
    expect(await everything(store)).toEqual({
      records: [{ key: 'ana', value: 1, version: 1 }],
      waiting: [entryOf('posted')],
      outgoing: [itemOf('reply')],
      dead: [letterOf('given up')],
    });
  });

  it('changes nothing at all when a version no longer holds', async () => {
    const store = await stores.fresh();
    const entry = entryOf('a');
    await store.accept([entry], MORNING);
    await store.commit(commitOf({ writes: [put('ana', 1), put('juma', 1)] }));
    const before = await everything(store);

    const answer = await store.commit({
      done: entry,
      expect: [
        { collection: NOTES, key: 'ana', version: 1 },
        { collection: NOTES, key: 'juma', version: 0 },
      ],
      writes: [put('ana', 2), put('new', 2)],
      outgoing: [itemOf('reply')],
      post: [entryOf('posted')],
      dead: [letterOf('given up')],
    });

    expect(answer).toBe('conflict');
    expect(await everything(store)).toEqual(before);
  });
}

function keepsTurnsApart(stores: OpenStores): void {
  it('lets one of two turns through that read the same version', async () => {
    const store = await stores.fresh();
    const turn = (value: number) =>
      store.commit(
        commitOf({
          expect: [{ collection: NOTES, key: 'ana', version: 0 }],
          writes: [put('ana', value)],
        }),
      );

    const answers = await Promise.all([turn(1), turn(2), turn(3)]);

    expect([...answers].sort()).toEqual(['committed', 'conflict', 'conflict']);
    expect(await store.get(NOTES, 'ana')).toMatchObject({ version: 1 });
  });

  it('comes to the same whatever order turns add and count in', async () => {
    const write = fc.oneof(
      fc.record({ op: fc.constant('add' as const), by: fc.integer({ min: -9, max: 9 }) }),
      fc.record({ op: fc.constant('max' as const), value: fc.integer({ min: -9, max: 9 }) }),
    );

    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 8 }), async (writes) => {
        const forwards = await valuesAfter(await stores.fresh(), writes);
        const backwards = await valuesAfter(await stores.fresh(), [...writes].reverse());

        expect(backwards).toEqual(forwards);
      }),
      { numRuns: 10 },
    );
  });
}

type Change =
  | { readonly op: 'add'; readonly by: number }
  | { readonly op: 'max'; readonly value: number };

async function valuesAfter(store: Store, changes: readonly Change[]): Promise<unknown[]> {
  for (const change of changes) {
    const write: Write = { ...change, collection: NOTES, key: change.op };
    await store.commit(commitOf({ writes: [write] }));
  }
  return (await store.list(NOTES, '')).map(({ key, value }) => [key, value]);
}

/** What committing a turn must be like. */
export function commitContract(stores: OpenStores): void {
  isOneStep(stores);
  keepsTurnsApart(stores);
}
