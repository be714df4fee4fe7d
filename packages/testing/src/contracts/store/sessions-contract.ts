import { expect, it } from 'vitest';
import { entryOf, MORNING } from './samples.js';
import type { OpenStores } from './store-place.js';

const SPACE = 'whatsapp:baileys';
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** What keeping the binary values of a transport must be like. */
export function sessionsContract(stores: OpenStores): void {
  it('keeps bytes as they are, and those of each transport apart', async () => {
    const store = await stores.fresh();
    const all = Uint8Array.from({ length: 256 }, (_, value) => value);

    await store.session(SPACE).set(
      new Map([
        ['creds', all],
        ['empty', bytes()],
      ]),
    );
    await store.session('other').set(new Map([['creds', bytes(1)]]));

    expect(await store.session(SPACE).get(['creds', 'empty', 'absent'])).toEqual(
      new Map([
        ['creds', all],
        ['empty', bytes()],
      ]),
    );
    expect([...(await store.sessions())].sort()).toEqual(['other', SPACE]);
  });

  it('lists its keys below a prefix in order, and takes keys away', async () => {
    const session = (await stores.fresh()).session(SPACE);
    const keys = ['key-2', 'key-10', 'other', 'key-1'];
    await session.set(new Map(keys.map((key) => [key, bytes(1)])));

    await session.set(
      new Map([
        ['key-1', null],
        ['absent', null],
      ]),
    );

    expect(await session.keys('key-')).toEqual(['key-10', 'key-2']);
    expect(await session.keys()).toEqual(['key-10', 'key-2', 'other']);
  });

  it('takes events in together with the keys they were read with', async () => {
    const store = await stores.fresh();
    const session = store.session(SPACE);
    const keys = new Map([['ratchet', bytes(7)]]);

    const first = await session.set(keys, { entries: [entryOf('a')], at: MORNING });
    const second = await session.set(keys, { entries: [entryOf('a'), entryOf('b')], at: MORNING });

    expect([first, second]).toEqual([[true], [false, true]]);
    expect((await store.waiting()).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('is not changed by what is done to the bytes before or after', async () => {
    const session = (await stores.fresh()).session(SPACE);
    const given = bytes(1, 2);
    await session.set(new Map([['key', given]]));
    given[0] = 9;
    const got = await session.get(['key']);
    got.get('key')?.set([8]);

    expect(await session.get(['key'])).toEqual(new Map([['key', bytes(1, 2)]]));
  });
}
