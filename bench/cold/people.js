/**
 * Memory with so many people in 25 groups: `node cold/people.js PEOPLE` tells what the process takes,
 * and with `--weigh` what one of them takes, with the stored records and beyond them. That is weighed
 * with `--expose-gc` and without machine code and without throwing code away (`run` in
 * `suites/cold-start-and-memory.js`): what V8 compiles between two weighings is 40 KB more or less,
 * and was 40 bytes a person where there are a thousand. Data is the same either way.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { createKit, createMemoryStore, defineAdapter } from '@kapwa/core';
import { benchCommunity } from '../dispatch/subjects/kapwa.js';

const PEOPLE = Number(process.argv[2] ?? 1_050);
const GROUPS = 25;
const WARM = 5_000;
/** So many are seen by another kit before anything is weighed. */
const OTHERS = 20_000;

/** What is in use once everything is settled. Ids of messages are kept in arrays outside of the heap. */
async function inUse() {
  for (let turn = 0; turn < 3; turn += 1) {
    await wait(100);
    globalThis.gc();
  }
  const { heapUsed: heap, arrayBuffers: arrays } = process.memoryUsage();
  return { heap, arrays };
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
  const before = await inUse();
  const copies = lists.map((text) => JSON.parse(text));
  const bytes = (await inUse()).heap - before.heap;
  return { bytes, records: copies.reduce((sum, { length }) => sum + length, 0) };
}

/** What one person takes in a community, in bytes, with the records and without. */
async function weighPerson() {
  const kit = await community();
  const empty = await inUse();
  await kit.warm();
  const before = await inUse();
  await kit.hear(PEOPLE);
  const after = await inUse();
  // Arrays double now and then: what all messages have left in them is shared out among all.
  const ofMessage = (after.arrays - empty.arrays) / (WARM + PEOPLE);
  const perPerson = (after.heap - before.heap) / PEOPLE + ofMessage;
  const stored = await weighed(kit.store);
  await kit.stop();
  return {
    perPerson,
    stored: stored.bytes / PEOPLE,
    beyond: perPerson - stored.bytes / PEOPLE,
    records: stored.records,
  };
}

/** Everybody writes in a community of their own, and it is stopped. */
async function heard(people) {
  const kit = await community();
  await kit.warm();
  await kit.hear(people);
  const { rss } = process.memoryUsage();
  await kit.stop();
  return { rss: rss / 1e6 };
}

async function weighedAfterOthers() {
  // What is made once, when code runs for the first time, would be shared out among the people.
  await heard(OTHERS);
  await weighPerson();
  return weighPerson();
}

const found = process.argv.includes('--weigh') ? await weighedAfterOthers() : await heard(PEOPLE);
console.log(JSON.stringify(found));
process.exit(0);
