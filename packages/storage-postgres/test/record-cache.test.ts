import type { Stored } from '@kapwa/core';
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
    cache.written(written(2));
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
  ] as [string, (cache: ReturnType<typeof createRecordCache>) => void][])(
    'is asked for again once %s',
    async (_, change) => {
      const cache = createRecordCache();
      const database = slowDatabase();
      const get = cache.reading(database.get);
      cache.begin(1);
      cache.written(written(1));
      change(cache);

      const again = get('notes', 'ana');
      database.answer(ana(5));

      expect(await again).toEqual(ana(5));
    },
  );
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
    await one.lease('kit', 'one', 10, 0);
    await one.commit(put('first'));
    const before = await one.get('notes', 'ana');
    const lease = await other.lease('kit', 'other', 10, 10);
    await other.commit(put('second'));

    const refused = await one.lease('kit', 'one', 10, 11);
    const during = await one.get('notes', 'ana');
    if (lease !== undefined) await other.release(lease);
    await one.lease('kit', 'one', 10, 20);

    expect(before).toMatchObject({ value: 'first' });
    expect(refused).toBeUndefined();
    expect(during).toMatchObject({ value: 'second' });
    expect(await one.get('notes', 'ana')).toMatchObject({ value: 'second', version: 2 });
    await Promise.all([one.close(), other.close()]);
  });
});
