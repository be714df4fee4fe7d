/**
 * Memory with so many people in 25 groups: `node --expose-gc cold/people.js PEOPLE`. Bytes per
 * person are those of the heap beyond the stored records, which are weighed by themselves.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { createKit, createMemoryStore, defineAdapter } from '@kapwa/core';
import { benchCommunity } from '../dispatch/subjects/kapwa.js';

const PEOPLE = Number(process.argv[2] ?? 1_050);
const GROUPS = 25;
const WARM = 5_000;
/** So many are seen by another kit before anything is weighed. */
const OTHERS = 20_000;

/** What is in use once everything is settled: V8 compiles in the background, and collects in turns. */
async function heap() {
  for (let turn = 0; turn < 3; turn += 1) {
    await wait(100);
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}

/** A kit on a store of its own, with the people of 25 groups to come. */
async function community() {
  let link;
  const adapter = defineAdapter({
    name: 'bench',
    maxText: 4096,
    capability: () => ({ level: 'native' }),
    encode: () => [],
    connect(given) {
      link = given;
      return { perform: async () => ({ kind: 'ok' }), close: () => undefined };
    },
  });
  const store = createMemoryStore();
  const kit = createKit({ communities: [benchCommunity(GROUPS)], adapters: [adapter], store });
  await kit.start();
  let sent = 0;
  const message = (person, group, at) => {
    sent += 1;
    return {
      kind: 'message.received',
      id: String(sent),
      at,
      adapter: 'bench',
      chat: { id: String(group), direct: false, title: 'Area' },
      from: { id: `254700${String(person).padStart(6, '0')}`, name: `Worker ${person}` },
      message: String(sent),
      text: 'Good morning.',
      mentions: [],
    };
  };
  return {
    store,
    /** A few are heard who have written a message a second. */
    async warm() {
      for (let n = 0; n < WARM; n += 1) {
        const at = Date.now() - (WARM - n) * 1_000;
        await link.accept([message(n % GROUPS, n % GROUPS, at)]);
      }
      await kit.idle();
    },
    /** So many people write for the first time. */
    async hear(people) {
      for (let n = 0; n < people; n += 1) {
        await link.accept([message(GROUPS + n, n % GROUPS, Date.now())]);
        if (n % 1_000 === 0) await kit.idle();
      }
      await kit.idle();
    },
    stop: () => kit.stop(),
  };
}

/** The records alone, in bytes, as plain objects of the same content. */
async function weighed(store) {
  const lists = [];
  for (const collection of ['core.people', 'core.accounts', 'core.memberships']) {
    lists.push(JSON.stringify(await store.list(collection, 'bench/')));
  }
  const before = await heap();
  const copies = lists.map((text) => JSON.parse(text));
  const bytes = (await heap()) - before;
  return { bytes, records: copies.reduce((sum, { length }) => sum + length, 0) };
}

const first = await community();
await first.warm();
await first.hear(PEOPLE);
const { rss } = process.memoryUsage();
await first.stop();

// What V8 compiles while code gets warm would be shared out among the people: others come first.
const others = await community();
await others.warm();
await others.hear(OTHERS);
await others.stop();

const measured = await community();
await measured.warm();
const before = await heap();
await measured.hear(PEOPLE);
const used = (await heap()) - before;
const stored = await weighed(measured.store);
console.log(
  JSON.stringify({
    rss: rss / 1e6,
    perPerson: used / PEOPLE,
    stored: stored.bytes / PEOPLE,
    beyond: (used - stored.bytes) / PEOPLE,
    records: stored.records,
  }),
);
process.exit(0);
