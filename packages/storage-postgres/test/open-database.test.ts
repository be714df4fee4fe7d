import { type KapwaError, messageOf } from '@kapwa/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pingPostgres, postgresStore } from '../src/index.js';
import { migrations } from '../src/migrations.js';
import { newPlace, type TestSchema } from './new-place.js';

let place: TestSchema;

beforeEach(async () => {
  place = await newPlace();
});
afterEach(() => place.remove());

function changed(change: (url: URL) => void): string {
  const url = new URL(place.url);
  change(url);
  return url.href;
}

async function refusalOf(url: string): Promise<KapwaError> {
  const store = postgresStore({ url, schema: place.schema });
  const refusal = await Promise.resolve(store.open()).then(
    () => undefined,
    (error) => error,
  );
  if (refusal === undefined) throw new Error('It was opened.');
  return refusal;
}

describe('opening a database', () => {
  it.each<[string, (url: URL) => void, string]>([
    ['nobody answers', (url) => (url.port = '1'), 'Is it running'],
    ['the password is wrong', (url) => (url.password = 'guessed'), 'Are user and password right?'],
    ['nobody has such a name', (url) => (url.username = 'nobody'), 'Are user and password right?'],
    ['there is no such database', (url) => (url.pathname = '/nowhere'), 'no such database'],
  ])('says what to do when %s', async (_, change, advice) => {
    const url = changed(change);

    const refusal = await refusalOf(url);

    expect(refusal.code).toBe('store.unusable');
    expect(refusal.message).toContain(advice);
    expect(refusal.message).not.toContain(new URL(url).password);
  });

  it('says what to do when the user may not make anything there', async () => {
    const role = place.schema;
    await place.ask(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
    try {
      const url = changed((one) => {
        one.username = role;
        one.password = 'secret';
      });

      const refusal = await refusalOf(url);

      expect(refusal.message).toContain('This user may not do that');
    } finally {
      await place.ask(`DROP ROLE ${role}`);
    }
  });

  it('makes the tables once, however many open it at a time', async () => {
    const stores = Array.from({ length: 5 }, () => place.make());

    await Promise.all(stores.map((store) => store.open()));

    expect(await place.ask('SELECT version FROM migrations')).toEqual(
      migrations.map((_, at) => ({ version: at + 1 })),
    );
    expect(await place.ask('SELECT only_one FROM heads')).toHaveLength(1);
    for (const store of stores) await store.close();
  });

  it('leaves alone what a newer Kapwa has written', async () => {
    const store = place.make();
    await store.open();
    await store.close();
    await place.ask('INSERT INTO migrations (version) VALUES (1000)');

    await expect(Promise.resolve(place.make().open())).rejects.toMatchObject({
      code: 'store.unusable',
      message: expect.stringContaining('newer Kapwa'),
    });
    await expect(pingPostgres(place)).rejects.toThrow('newer Kapwa');
  });

  it('answers nothing before it is open and after it was closed', async () => {
    const store = place.make();
    const before = await Promise.resolve(store.get('a', 'b')).catch(messageOf);
    await store.open();
    await store.close();

    expect(before).toContain('not been opened');
    await expect(Promise.resolve(store.waiting())).rejects.toMatchObject({
      code: 'store.unusable',
    });
  });
});

describe('asking whether a database can be used', () => {
  it('changes nothing, and tells whether a bot keeps something there', async () => {
    const before = await pingPostgres(place);
    const store = place.make();
    await store.open();
    const open = await pingPostgres(place);
    const put = { op: 'put', collection: 'notes', key: 'ana', value: 1 } as const;
    await store.commit({ expect: [], writes: [put], outgoing: [], post: [], dead: [] });
    await store.close();

    expect(before).toMatchObject({ isUsed: false, shown: expect.stringContaining(place.schema) });
    expect(open).toEqual(before);
    expect(await pingPostgres(place)).toMatchObject({ isUsed: true });
  });
});
