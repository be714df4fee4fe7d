import type { LedgerRule, Store } from '@kapwa/core';
import { expect, it } from 'vitest';
import { commitOf, entryOf, itemOf, letterOf, MORNING, put } from './samples.js';
import type { OpenStores } from './store-place.js';

const NOTES = 'greeter.notes';
const DAY = 86_400_000;

/** Stands out in any file, compressed or not, and is quoted by no encoding of text. */
const GOES = 'Xylophonia-of-the-north';
const STAYS = 'Quetzalcoatl-of-the-south';

const bytesOf = (word: string): Uint8Array => new TextEncoder().encode(word);

/** Keeps a word in every place in which a store can keep one. */
async function keep(store: Store, word: string): Promise<void> {
  const entry = entryOf(`entry of ${word}`, { only: word });
  await store.accept([entry], MORNING);
  await store.commit(
    commitOf({
      writes: [put(`of ${word}`, { name: word })],
      outgoing: [itemOf(`item of ${word}`, { plugin: word })],
      dead: [{ ...letterOf(`letter of ${word}`), reason: word }],
      ledger: [ledgerOf(word)],
    }),
  );
  await store.session('whatsapp').set(new Map([[`key of ${word}`, bytesOf(word)]]));
}

function ledgerOf(word: string, at = MORNING) {
  const about = { chat: 'p:north', message: `m of ${word}`, author: word, at } as const;
  return { ...about, kind: 'text', fate: 'stands', fingerprint: `f of ${word}` } as const;
}

/** Deletes it from each of them, by the calls that a kit makes. */
async function deleteAll(store: Store, word: string): Promise<void> {
  await store.commit(
    commitOf({
      done: entryOf(`entry of ${word}`),
      writes: [{ op: 'delete', collection: NOTES, key: `of ${word}` }],
    }),
  );
  await store.settle({
    item: itemOf(`item of ${word}`),
    outcome: { kind: 'sent', messages: ['m1'] },
    at: MORNING,
    dependents: [],
  });
  await store.dropDead([`letter of ${word}`]);
  await store.session('whatsapp').set(new Map([[`key of ${word}`, null]]));
}

/** What a store still has of a word, as far as it can be asked. */
async function answersWith(store: Store, word: string): Promise<unknown> {
  const [key] = await store.session('whatsapp').keys();
  const answers = [
    await store.list(NOTES, ''),
    await store.waiting(),
    await store.outgoing(),
    await store.dead(),
    await store.ledger('p:north', `m of ${word}`),
  ];
  return [...answers.map((answer) => JSON.stringify(answer ?? null).includes(word)), key];
}

function purgeContract(stores: OpenStores): void {
  it('leaves nothing to be read of what was deleted or replaced, once it is purged', async () => {
    const store = await stores.fresh();
    await keep(store, GOES);
    await keep(store, STAYS);
    await store.commit(commitOf({ writes: [put('replaced', GOES)] }));
    // Whoever looks must be able to see it, or nothing is proved.
    await expectToBeRead(stores, store, [GOES, STAYS], []);
    await deleteAll(store, GOES);
    await store.commit(commitOf({ writes: [put('replaced', 'something else')] }));

    // More than seven days later, so that the ledger forgets as well.
    await store.commit(commitOf({ ledger: [ledgerOf(STAYS, MORNING + 8 * DAY)] }));
    await store.purge(MORNING + 8 * DAY);

    await expectToBeRead(stores, store, [STAYS], [GOES]);
    expect(await answersWith(store, GOES)).toEqual([
      false,
      false,
      false,
      false,
      false,
      `key of ${STAYS}`,
    ]);
    expect(await answersWith(store, STAYS)).toEqual([
      true,
      true,
      true,
      true,
      true,
      `key of ${STAYS}`,
    ]);
  });

  it('takes in, commits and sends as before after it was purged, and knows events again', async () => {
    const store = await stores.fresh();
    await keep(store, STAYS);

    await store.purge(MORNING);
    const again = await store.accept([entryOf(`entry of ${STAYS}`), entryOf('new')], MORNING);
    await store.commit(commitOf({ writes: [put('after', 1)], outgoing: [itemOf('after')] }));

    expect(again).toEqual([false, true]);
    expect((await store.outgoing()).map(({ id }) => id)).toEqual([`item of ${STAYS}`, 'after']);
    expect(await store.get(NOTES, `of ${STAYS}`)).toMatchObject({ version: 1 });
  });
}

function eraseLeavesNothing(stores: OpenStores): void {
  it('leaves nothing to be read of somebody who is erased', async () => {
    const store = await stores.fresh();
    await keep(store, GOES);
    await keep(store, STAYS);

    await store.erase({
      id: 'keyed-hash',
      at: MORNING,
      writes: [{ op: 'delete', collection: NOTES, key: `of ${GOES}` }],
      inbox: [`entry of ${GOES}`],
      outbox: [`item of ${GOES}`],
      dead: [`letter of ${GOES}`],
      sessions: [{ space: 'whatsapp', keys: [`key of ${GOES}`] }],
      author: GOES,
    });

    await expectToBeRead(stores, store, [STAYS], [GOES]);
  });

  it('leaves nothing to be read of messages that are forgotten', async () => {
    const store = await stores.fresh();
    const late = MORNING + 2 * DAY;
    await store.commit(commitOf({ ledger: [ledgerOf(GOES), ledgerOf(STAYS, late)] }));
    await expectToBeRead(stores, store, [GOES, STAYS], []);

    const span = { messages: DAY, fingerprints: DAY };
    const rule: LedgerRule = { chats: new Map([['p:north', span]]), others: span };
    await store.expire(late, rule);

    await expectToBeRead(stores, store, [STAYS], [GOES]);
    expect(await store.ledger('p:north', `m of ${GOES}`)).toBeUndefined();
  });
}

/** Where anything outlives the process, it is looked for word by word in every byte of it. */
async function expectToBeRead(
  stores: OpenStores,
  store: Store,
  there: readonly string[],
  gone: readonly string[],
): Promise<void> {
  if (!store.durable) return;
  const files = await stores.filesOf(store);
  const has = (word: string): string[] =>
    [...files].flatMap(([name, bytes]) => (Buffer.from(bytes).includes(word) ? [name] : []));
  for (const word of there) expect(has(word)).not.toEqual([]);
  for (const word of gone) expect(has(word)).toEqual([]);
}

/** What is left of that which was deleted: nothing, neither to be asked nor to be found. */
export function removalContract(stores: OpenStores): void {
  purgeContract(stores);
  eraseLeavesNothing(stores);
}
