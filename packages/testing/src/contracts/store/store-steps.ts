import type { Commit, Lease, Store, Write } from '@kapwa/core';
import fc from 'fast-check';
import { commitOf, entryOf, itemOf, letterOf, MORNING } from './samples.js';

const DAY = 86_400_000;
const COLLECTIONS = ['greeter.notes', 'greeter.counts'];

/** Something that is asked of a store, as data. */
export type StoreStep =
  | { readonly ask: 'accept'; readonly ids: readonly string[]; readonly day: number }
  | {
      readonly ask: 'commit';
      readonly writes: readonly Write[];
      readonly done: string;
      readonly outgoing: readonly string[];
      readonly dead: readonly string[];
      readonly expects?: number;
      readonly isFenced: boolean;
      readonly day: number;
    }
  | { readonly ask: 'mark' | 'settle' | 'retry' | 'drop'; readonly id: string }
  | { readonly ask: 'lease'; readonly holder: string; readonly ms: number }
  | { readonly ask: 'session'; readonly key: string; readonly bytes: Uint8Array | null }
  | { readonly ask: 'erase'; readonly key: string; readonly author: string }
  | { readonly ask: 'purge' }
  /** Closed and opened again. */
  | { readonly ask: 'restart' };

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const day = fc.nat(12);

const write: fc.Arbitrary<Write> = fc
  .record({
    collection: fc.constantFrom(...COLLECTIONS),
    key: id,
    op: fc.constantFrom('put', 'delete', 'putIfAbsent', 'add', 'max', 'append' as const),
    value: fc.oneof(fc.integer(), fc.jsonValue({ maxDepth: 1 })),
    number: fc.integer({ min: -5, max: 5 }),
  })
  .map(({ collection, key, op, value, number }): Write => {
    const plain: unknown = JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto'));
    if (op === 'add') return { op, collection, key, by: number };
    if (op === 'max') return { op, collection, key, value: number };
    return op === 'delete' ? { op, collection, key } : { op, collection, key, value: plain };
  });

/** Any step, the common ones more often. */
const anyStep: fc.Arbitrary<StoreStep> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ ask: fc.constant('accept' as const), ids: fc.array(id), day }),
  },
  {
    weight: 6,
    arbitrary: fc.record(
      {
        ask: fc.constant('commit' as const),
        writes: fc.array(write, { maxLength: 4 }),
        done: id,
        outgoing: fc.array(id, { maxLength: 2 }),
        dead: fc.array(id, { maxLength: 1 }),
        expects: fc.nat(3),
        isFenced: fc.boolean(),
        day,
      },
      { requiredKeys: ['ask', 'writes', 'done', 'outgoing', 'dead', 'isFenced', 'day'] },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({ ask: fc.constantFrom('mark', 'settle', 'retry', 'drop' as const), id }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ask: fc.constant('lease' as const),
      holder: id,
      // One that is over at once, or is not: nothing depends on how fast a store is.
      ms: fc.constantFrom(0, 60 * 60_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ask: fc.constant('session' as const),
      key: id,
      bytes: fc.option(fc.uint8Array({ maxLength: 5 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ ask: fc.constant('erase' as const), key: id, author: id }),
  },
  { weight: 1, arbitrary: fc.constant({ ask: 'purge' as const }) },
  { weight: 2, arbitrary: fc.constant({ ask: 'restart' as const }) },
);

/** Anything that can be asked of a store, in any order. */
export const anySteps: fc.Arbitrary<readonly StoreStep[]> = fc.array(anyStep, {
  maxLength: 40,
  size: 'max',
});

/** What a run of steps holds on to between them. */
export interface StepRun {
  store: Store;
  lease: Lease | undefined;
  /** Closes the store and opens it, or another on the same data, again. */
  restart(store: Store): Promise<Store>;
}

function commitFor(step: Extract<StoreStep, { ask: 'commit' }>): Commit {
  const at = MORNING + step.day * DAY;
  const expect = { collection: COLLECTIONS[0] ?? '', key: 'a', version: step.expects ?? 0 };
  const note = { at, community: 'health', actor: 'bot:greeter', what: 'note.put' };
  const written = { chat: 'p:north', author: step.done, kind: 'text', at, fate: 'stands' } as const;
  return commitOf({
    done: entryOf(step.done),
    writes: step.writes,
    outgoing: step.outgoing.map((one) => itemOf(one)),
    dead: step.dead.map(letterOf),
    expect: step.expects === undefined ? [] : [expect],
    audit: step.writes.length > 1 ? [{ ...note, target: step.done }] : [],
    ledger: [{ ...written, message: step.done }],
  });
}

/** Asks it; answers what the store answered. */
export async function takeStep(run: StepRun, step: StoreStep): Promise<unknown> {
  const { store } = run;
  switch (step.ask) {
    case 'accept':
      return store.accept(
        step.ids.map((one) => entryOf(one)),
        MORNING + step.day * DAY,
      );
    case 'commit':
      return store.commit(commitFor(step), step.isFenced ? run.lease : undefined);
    case 'mark':
      return store.mark(itemOf(step.id, { sending: true }));
    case 'settle': {
      const outcome = { kind: 'sent', messages: ['m'] } as const;
      const settled = { item: itemOf(step.id), outcome, at: MORNING, dependents: [] };
      return store.settle({ ...settled, post: entryOf(`settled:${step.id}`) });
    }
    case 'retry':
      return store.retryDead(step.id);
    case 'drop':
      return store.dropDead([step.id]);
    case 'lease': {
      const lease = await store.lease('lane', step.holder, step.ms, MORNING);
      run.lease = lease ?? run.lease;
      return lease?.epoch;
    }
    case 'session':
      return store.session('wa').set(new Map([[step.key, step.bytes]]));
    case 'erase': {
      const rest = { inbox: [step.key], outbox: [step.key], dead: [], author: step.author };
      const writes: Write[] = [{ op: 'delete', collection: COLLECTIONS[0] ?? '', key: step.key }];
      const sessions = [{ space: 'wa', keys: [step.key] }];
      return store.erase({ id: `${step.key}${step.author}`, at: 1, writes, sessions, ...rest });
    }
    case 'purge':
      return store.purge(MORNING);
    case 'restart':
      run.store = await run.restart(store);
      // Whoever held a lease before is gone; two stores must not differ in whether it has ended.
      run.lease = undefined;
      return undefined;
  }
}

/** Everything in a store, as far as it can be asked. */
export async function contentsOf(store: Store): Promise<unknown> {
  const records = [];
  for (const collection of COLLECTIONS) records.push(await store.list(collection, ''));
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const ledger = [];
  for (const one of ids) ledger.push((await store.ledger('p:north', one)) ?? null);
  return {
    records,
    ledger,
    waiting: await store.waiting(),
    outgoing: await store.outgoing(),
    dead: await store.dead(),
    audit: await store.audit(0, 1_000),
    auditHead: await store.auditHead(),
    session: [...(await store.session('wa').get(ids))].sort(([one], [other]) =>
      one < other ? -1 : 1,
    ),
    erasures: await store.erasures(),
  };
}
