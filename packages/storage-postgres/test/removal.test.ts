import type { Erasure, Store } from '@kapwa/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newPlace, type TestSchema } from './new-place.js';

const CANARY = 'Xylophonia-of-the-north';

const tables = ['records', 'inbox', 'outbox', 'dead', 'ledger', 'sessions', 'reports'] as const;

let place: TestSchema;
let store: Store;

beforeEach(async () => {
  place = await newPlace();
  store = place.make();
  await store.open();
});
afterEach(async () => {
  await store.close();
  await place.remove();
});

/** The tables in whose files a word stands, deleted or not. */
async function filesWith(word: string): Promise<readonly string[]> {
  await place.ask('CHECKPOINT');
  const found: string[] = [];
  for (const table of tables) {
    const [row] = await place.ask(
      `SELECT position($1::bytea IN pg_read_binary_file(pg_relation_filepath('${table}'))) > 0 AS has`,
      [Buffer.from(word)],
    );
    if (row?.has === true) found.push(table);
  }
  return found;
}

const event = { kind: 'schedule.due', id: CANARY, at: 1, adapter: 'p' } as never;
const at = { lane: 'community:h', place: { community: 'h' } };
const entry = { ...at, id: 'entry', event, attempt: 0 };
const item = {
  ...at,
  id: 'item',
  community: 'h',
  adapter: 'p',
  plugin: 'greeter',
  destination: 'd',
  action: { kind: 'message.send', to: { group: 'g' }, text: [{ kind: 'plain', text: CANARY }] },
  options: {},
  at: 1,
  attempt: 0,
} as never;

const erasure: Erasure = {
  id: 'hash',
  at: 1,
  writes: [{ op: 'delete', collection: 'notes', key: 'ana' }],
  inbox: ['entry'],
  outbox: ['item'],
  dead: ['letter'],
  sessions: [{ space: 'wa', keys: ['ana'] }],
  author: CANARY,
};

it('leaves nothing of an erased person in the files of any table', async () => {
  await store.accept([entry], 1);
  await store.commit({
    expect: [],
    writes: [{ op: 'put', collection: 'notes', key: 'ana', value: CANARY }],
    outgoing: [item],
    post: [],
    dead: [{ id: 'letter', entry, plugin: 'greeter', reason: CANARY, at: 1 }],
    ledger: [{ chat: 'c', message: 'm', author: CANARY, kind: 'text', at: 1, fate: 'stands' }],
  });
  await store.session('wa').set(new Map([['ana', Buffer.from(CANARY)]]));
  await store.accept([{ ...entry, id: 'handled' }], 1);
  const done = { ...entry, id: 'handled' };
  const nothing = { expect: [], writes: [], outgoing: [], post: [], dead: [] };
  await store.commit({ ...nothing, done, report: CANARY });
  const [report] = (await store.shared?.reports(0)) ?? [];
  const before = await filesWith(CANARY);
  await store.shared?.reports(report?.n ?? 0);

  await store.erase(erasure);

  expect(before).toEqual(tables);
  expect(await filesWith(CANARY)).toEqual([]);
});

it('leaves nothing in them that was replaced, once it is told to', async () => {
  const put = (value: string) =>
    store.commit({
      expect: [],
      writes: [{ op: 'put', collection: 'notes', key: 'ana', value }],
      outgoing: [],
      post: [],
      dead: [],
    });
  await put(CANARY);
  await put('Ana');

  await store.purge(1);

  expect(await filesWith(CANARY)).toEqual([]);
  expect(await store.get('notes', 'ana')).toMatchObject({ value: 'Ana', version: 2 });
});

it('forgets ids of events that are older than eight days', async () => {
  const day = 86_400_000;
  await store.accept([entry], 0);
  await store.accept([{ ...entry, id: 'later' }], 9 * day);

  expect(await place.ask('SELECT count(*)::int AS kept FROM seen')).toEqual([{ kept: 1 }]);
});
