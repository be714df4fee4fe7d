import {
  type ActionOptions,
  type Adapter,
  type AnyPlugin,
  createKit,
  createMemoryStore,
  defineAdapter,
  definePlugin,
  type Outcome,
  plain,
  type Store,
} from '@kapwa/core';
import { blueprintOf, healthWorkers, turnableClock } from '@kapwa/testing';
import { z } from 'zod';
import { messageIn } from '../events.js';
import { storeOfProcess } from '../stores.js';

/** What is left when a process dies: the disk, and what the messenger got. */
interface Left {
  readonly store: Store;
  readonly arrived: string[];
  readonly outcomes: Outcome[];
}

/** A process that can die: from then on nothing it asks for happens, and nothing answers. */
interface Life {
  readonly store: Store;
  readonly adapter: Adapter;
  readonly died: Promise<void>;
  /** Lets it die at the `at`th thing it does from now on. */
  dieAt(at: number): void;
}

const never = new Promise<never>(() => undefined);

/** Does something unless the process is dead, or dies of it. */
type Doing = <Answer>(work: () => Answer, isPoint: boolean) => Answer | Promise<never>;

function mortalStore(store: Store, doing: Doing): Store {
  const points = new Set(['accept', 'commit', 'mark', 'settle']);
  const entries = Object.entries(store).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value];
    const call = (...args: unknown[]): unknown =>
      doing(() => Reflect.apply(value, store, args) as unknown, points.has(name));
    return [name, call];
  });
  return Object.fromEntries(entries) as Store;
}

function life({ store, arrived }: Left, parts: number): Life {
  let left = Number.POSITIVE_INFINITY;
  let isDead = false;
  let died = (): void => undefined;
  const death = new Promise<void>((resolve) => {
    died = resolve;
  });

  const doing: Doing = (work, isPoint) => {
    if (isPoint) left -= 1;
    if (left <= 0) isDead = true;
    if (!isDead) return work();
    died();
    return never;
  };

  const adapter = defineAdapter({
    name: 'playground',
    maxText: 4096,
    encode: () => Array.from({ length: parts }, (_, part) => ({ op: 'send', body: part })),
    capability: () => ({ level: 'native' }),
    connect: () => ({
      async perform({ body }) {
        await doing(() => void arrived.push(`part ${body}`), true);
        // The messenger has it; the answer may still never come.
        return doing(() => ({ kind: 'ok' as const, message: `m${arrived.length}` }), true);
      },
      close: () => undefined,
    }),
  });

  return {
    store: mortalStore(store, doing),
    adapter,
    died: death,
    dieAt: (at) => {
      left = at;
    },
  };
}

function asker(options: ActionOptions, outcomes: Outcome[]): AnyPlugin {
  return definePlugin({
    name: 'asking',
    options: z.unknown(),
    setup(kit) {
      kit.on('message.received', {}, (context) => {
        const to = { group: 'north-area' };
        const onSettled = { step: 'told' };
        context.perform({ kind: 'message.send', to, text: plain('x') }, { ...options, onSettled });
      });
      kit.settled('told', (_, outcome) => void outcomes.push(outcome));
    },
  });
}

async function live(
  mortal: Life,
  left: Left,
  options: ActionOptions,
): Promise<() => Promise<void>> {
  const clock = turnableClock();
  const { quietHours: _, ...community } = healthWorkers.community;
  const kit = createKit({
    communities: [blueprintOf({ ...healthWorkers, community })],
    adapters: [mortal.adapter],
    plugins: [asker(options, left.outcomes)],
    clock,
    store: mortal.store,
  });
  await kit.start();
  return async () => {
    // Whatever was not confirmed, the messenger tells again.
    await kit.receive(messageIn('north-area', 'go')).settled;
    await kit.idle();
    await clock.advance(60_000);
    await kit.idle();
  };
}

/** What came of a message whose sender died. */
export interface Aftermath {
  /** The parts of the message, as they arrived. */
  readonly arrived: readonly string[];
  /** What the plugin was told, by both lives. */
  readonly outcomes: readonly Outcome[];
  /** False when there was no such point to die at: it was over before. */
  readonly died: boolean;
}

/**
 * Lets a bot send one message of `parts` parts, die at the `point`th thing it does for it (from
 * 1), and live once more on what is left.
 */
export async function dieAndLiveAgain(
  point: number,
  parts: number,
  options: ActionOptions,
): Promise<Aftermath> {
  const left: Left = { store: createMemoryStore(), arrived: [], outcomes: [] };
  const process = storeOfProcess(left.store);
  const first = life({ ...left, store: process.store }, parts);
  const goes = await live(first, left, options);
  first.dieAt(point);
  const end = await Promise.race([first.died.then(() => 'died'), goes().then(() => 'over')]);
  await process.dies();
  const second = await live(life(left, parts), left, options);
  await second();
  return { ...left, died: end === 'died' };
}
