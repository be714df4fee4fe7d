import type { Erasure, LedgerEntry } from '@kapwa/core';
import { expect, it } from 'vitest';
import { commitOf, entryOf, itemOf, letterOf, MORNING, put } from './samples.js';
import type { OpenStores } from './store-place.js';

const NOTES = 'greeter.notes';

function written(message: string, author: string): LedgerEntry {
  return { chat: 'p:north', message, author, kind: 'text', at: MORNING, fate: 'stands' };
}

const erasure: Erasure = {
  id: 'keyed-hash-of-ana',
  at: MORNING,
  writes: [{ op: 'delete', collection: NOTES, key: 'ana' }, put('both', ['juma'])],
  inbox: ['from-ana'],
  outbox: ['to-ana'],
  dead: ['of-ana'],
  sessions: [{ space: 'whatsapp', keys: ['key-of-ana'] }],
  author: 'ana',
};

/** What removing somebody must be like. */
export function eraseContract(stores: OpenStores): void {
  it('removes everything of a person in one step, and nothing of anybody else', async () => {
    const store = await stores.fresh();
    const key = Uint8Array.of(1);
    await store.accept([entryOf('from-ana'), entryOf('from-juma')], MORNING);
    await store.commit(
      commitOf({
        writes: [put('ana', 'Ana'), put('juma', 'Juma'), put('both', ['ana', 'juma'])],
        outgoing: [itemOf('to-ana'), itemOf('to-juma')],
        dead: [letterOf('of-ana'), letterOf('of-juma')],
        ledger: [written('m1', 'ana'), written('m2', 'juma')],
      }),
    );
    await store.session('whatsapp').set(
      new Map([
        ['key-of-ana', key],
        ['key-of-juma', key],
      ]),
    );

    await store.erase(erasure);

    expect((await store.list(NOTES, '')).map((record) => record.value)).toEqual([['juma'], 'Juma']);
    expect((await store.waiting()).map(({ id }) => id)).toEqual(['from-juma']);
    expect((await store.outgoing()).map(({ id }) => id)).toEqual(['to-juma']);
    expect((await store.dead()).map(({ id }) => id)).toEqual(['of-juma']);
    expect(await store.session('whatsapp').keys()).toEqual(['key-of-juma']);
    expect(await store.ledger('p:north', 'm1')).toBeUndefined();
    expect(await store.ledger('p:north', 'm2')).toBeDefined();
  });

  it('tells of all erasures, in the order in which they were made', async () => {
    const store = await stores.fresh();

    for (const id of ['b', 'a', 'c']) await store.erase({ ...erasure, id });

    expect((await store.erasures()).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });

  it('keeps of it that somebody was erased, and not who', async () => {
    const store = await stores.fresh();

    await store.erase(erasure);
    await store.purge(MORNING);

    expect(await store.erasures()).toEqual([{ id: 'keyed-hash-of-ana', at: MORNING }]);
  });
}
