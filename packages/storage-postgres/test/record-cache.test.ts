import type { Lease, Store, Stored } from '@kapwa/core';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecordCache } from '../src/record-cache.js';
import { newPlace, type TestSchema } from './new-place.js';

/** A database of one record, which answers when it is told to. */
function slowDatabase() {
  const answers: ((found: Stored | undefined) => void)[] = [];
  return {
    get: () => new Promise<Stored | undefined>((resolve) => void answers.push(resolve)),
    answer: (found?: Stored) => answers.shift()?.(found),
    asked: () => answers.length,
  };
}

const event = { kind: 'schedule.due', id: 'e', at: 1, adapter: 'p' } as never;

const ana = (version: number, value: unknown = version): Stored => ({ key: 'ana', value, version });
const written = (version: number) => [
  { collection: 'notes', key: 'ana', version, value: version, isChanged: true },
];

describe('what was read while nobody else may write', () => {
  it('is known without asking again, also that there is nothing', async () => {
    const cache = createRecordCache();
    const database = slowDatabase();
    const get = cache.reading(database.get);
    cache.begin(1);
    const first = get('notes', 'ana');
    database.answer(ana(1));
    const nobody = get('notes', 'nobody');
    database.answer();
    await Promise.all([first, nobody]);

    expect(await get('notes', 'ana')).toEqual(ana(1));
    expect(await get('notes', 'nobody')).toBeUndefined();
    expect(database.asked()).toBe(0);
  });

  it('is what was written last, though an answer from before comes later', async () => {
    const cache = createRecordCache();
    const database = slowDatabase();
    const get = cache.reading(database.get);
    cache.begin(1);
    const early = get('notes', 'ana');
    cache.writing()(written(2));
    database.answer(ana(1));
    await early;

    expect(await get('notes', 'ana')).toEqual(ana(2));
  });

  it('cannot be changed by whoever reads it', async () => {
    const cache = createRecordCache();
    const database = slowDatabase();
    const get = cache.reading(database.get);
    cache.begin(1);
    const first = get('notes', 'ana');
    database.answer(ana(1, ['midwife']));
    for (const read of [await first, await get('notes', 'ana')]) {
      if (Array.isArray(read?.value)) read.value.push('nurse');
    }

    expect(await get('notes', 'ana')).toEqual(ana(1, ['midwife']));
  });

  it.each([
    ['others may write', (cache: ReturnType<typeof createRecordCache>) => cache.end()],
    ['somebody else had it in between', (cache) => cache.begin(2)],
    ['somebody has changed it', (cache) => cache.forget(written(2))],
    ['anything may have been changed', (cache) => cache.forgetAll()],
  ] as [string, (cache: ReturnType<typeof createRecordCache>) => void][])(
    'is asked for again once %s',
    async (_, change) => {
      const cache = createRecordCache();
      const database = slowDatabase();
      const get = cache.reading(database.get);
      cache.begin(1);
      cache.writing()(written(1));
      change(cache);

      const again = get('notes', 'ana');
      database.answer(ana(5));

      expect(await again).toEqual(ana(5));
    },
  );
});

describe('what others have changed meanwhile', () => {
  it('is asked for again, though an answer from before comes later', async () => {
    const cache = createRecordCache();
    const database = slowDatabase();
    const get = cache.reading(database.get);
    cache.begin(1);
    const early = get('notes', 'ana');
    cache.forget(written(2));
    database.answer(ana(1));
    await early;

    const again = get('notes', 'ana');
    database.answer(ana(2));

    expect(await again).toEqual(ana(2));
  });

  it('is asked for again, though it was written here before and is told of later', async () => {
    const cache = createRecordCache();
    const database = slowDatabase();
    const get = cache.reading(database.get);
    cache.begin(1);
    const cameThrough = cache.writing();
    cache.forget(written(3));
    cameThrough(written(2));

    const again = get('notes', 'ana');
    database.answer(ana(3));

    expect(await again).toEqual(ana(3));
  });

  it('is asked for again, though it was read before it was written here once more', async () => {
    const cache = createRecordCache();
    const database = slowDatabase();
    const get = cache.reading(database.get);
    cache.begin(1);
    const cameThrough = cache.writing();
    cache.forget(written(2));
    const between = get('notes', 'ana');
    database.answer(ana(2));
    await between;
    cameThrough(written(3));

    const again = get('notes', 'ana');
    database.answer(ana(3));

    expect(await again).toEqual(ana(3));
  });

  it('is known again once it was written here after that', async () => {
    const cache = createRecordCache();
    const database = slowDatabase();
    const get = cache.reading(database.get);
    cache.begin(1);
    cache.forget(written(2));
    cache.writing()(written(3));

    expect(await get('notes', 'ana')).toEqual(ana(3));
  });
});

describe('a kit that has lost its lease', () => {
  let place: TestSchema;
  beforeEach(async () => {
    place = await newPlace();
  });
  afterEach(() => place.remove());

  it('reads what the next one has written once it has the lease again', async () => {
    const [one, other] = [place.make(), place.make()];
    const put = (value: string) => ({
      expect: [],
      writes: [{ op: 'put', collection: 'notes', key: 'ana', value } as const],
      outgoing: [],
      post: [],
      dead: [],
    });
    await Promise.all([one.open(), other.open()]);
    await one.lease('kit', 'one', 10_000, 0);
    await one.commit(put('first'));
    const before = await one.get('notes', 'ana');
    await place.pass(10_000);
    const lease = await other.lease('kit', 'other', 10_000, 0);
    await other.commit(put('second'));

    const refused = await one.lease('kit', 'one', 10_000, 0);
    const during = await one.get('notes', 'ana');
    if (lease !== undefined) await other.release(lease);
    await one.lease('kit', 'one', 10_000, 0);

    expect(before).toMatchObject({ value: 'first' });
    expect(refused).toBeUndefined();
    expect(during).toMatchObject({ value: 'second' });
    expect(await one.get('notes', 'ana')).toMatchObject({ value: 'second', version: 2 });
    await Promise.all([one.close(), other.close()]);
  });
});

describe('a kit for which others handle events', () => {
  const KEYS = ['ana', 'juma', 'sameer'];
  const step = fc.record({
    what: fc.constantFrom('turn here', 'turn there', 'read', 'reports'),
    key: fc.constantFrom(...KEYS),
  });

  /** A turn that counts one more, by what is read of the record in this process. */
  async function count(store: Store, key: string, id: string, lease: Lease | undefined) {
    const done = { id, lane: 'community:h', place: { community: 'h' }, event, attempt: 0 };
    const version = (await store.get('notes', key))?.version ?? 0;
    return store.commit(
      {
        ...{ outgoing: [], post: [], dead: [] },
        ...(id !== '' && { done, report: id }),
        expect: [{ collection: 'notes', key, version }],
        writes: [{ op: 'add', collection: 'notes', key, by: 1 }],
      },
      lease,
    );
  }

  it('knows nothing that is not so any more once it has read their reports', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { maxLength: 6 }), { maxLength: 8 }),
        async (moments) => {
          const place = await newPlace();
          const [leading, worker] = [place.make(), place.make()];
          await Promise.all([leading.open(), worker.open()]);
          const lease = await leading.lease('kit', 'one', 60_000, 0);
          let [last, number] = [0, 0];

          const take = async ({ what, key }: { what: string; key: string }): Promise<void> => {
            if (what === 'read') await leading.get('notes', key);
            if (what === 'reports') await leading.shared?.reports(last);
            if (what === 'turn here') await count(leading, key, '', lease);
            if (what !== 'turn there') return;
            number += 1;
            const id = `e${number}`;
            const entry = { id, lane: 'community:h', place: { community: 'h' }, event, attempt: 0 };
            await leading.accept([entry], 1, lease);
            await count(worker, key, id, lease);
          };
          for (const moment of moments) {
            // All at once: what was asked for first may be answered last.
            await Promise.all(moment.map(take));
            last = (await leading.shared?.reports(last))?.at(-1)?.n ?? last;
            for (const key of KEYS) {
              expect(await leading.get('notes', key)).toEqual(await worker.get('notes', key));
            }
          }

          await Promise.all([leading.close(), worker.close()]);
          await place.remove();
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);
});
