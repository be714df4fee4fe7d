/**
 * Memory with so many people in 25 groups: `node --expose-gc cold/people.js PEOPLE`. Bytes per
 * person are those of the heap beyond the stored records, which are weighed by themselves.
 */
import { createKit, createMemoryStore, defineAdapter } from '@kapwa/core';
import { benchCommunity } from '../dispatch/subjects/kapwa.js';

const PEOPLE = Number(process.argv[2] ?? 1_050);
const GROUPS = 25;
const WARM = 5_000;
const heap = () => {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};

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
function message(person, group, at = Date.now()) {
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
}

// What V8 compiles while code gets warm would be shared out among the people: a few are heard first,
// who have written a message a second.
for (let n = 0; n < WARM; n += 1) {
  await link.accept([message(n % GROUPS, n % GROUPS, Date.now() - (WARM - n) * 1_000)]);
}
await kit.idle();
const before = heap();
for (let n = 0; n < PEOPLE; n += 1) {
  await link.accept([message(GROUPS + n, n % GROUPS)]);
  if (n % 1_000 === 0) await kit.idle();
}
await kit.idle();
const after = heap();
const { rss } = process.memoryUsage();

/** The records alone, as plain objects of the same content. */
const lists = [];
for (const [collection, prefix] of [
  ['core.people', 'bench/'],
  ['core.accounts', 'bench/'],
  ['core.memberships', 'bench/'],
]) {
  lists.push(JSON.stringify(await store.list(collection, prefix)));
}
const copyBefore = heap();
const copies = lists.map((text) => JSON.parse(text));
const stored = heap() - copyBefore;
console.log(
  JSON.stringify({
    rss: rss / 1e6,
    perPerson: (after - before) / PEOPLE,
    stored: stored / PEOPLE,
    beyond: (after - before - stored) / PEOPLE,
    records: copies.reduce((sum, { length }) => sum + length, 0),
  }),
);
process.exit(0);
