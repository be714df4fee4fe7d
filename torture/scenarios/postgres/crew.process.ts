// Started, killed and frozen by the scenarios: one process of a bot that runs in several on one
// PostgreSQL. `web` leads, or waits until it can; `worker` handles events. What it says on stdout:
//   leading             it leads, and takes messages
//   taken GROUP NUMBER  a message was taken in, and must never be lost from now on
//   turn NUMBER GROUP   it has begun to handle a message that takes its time
//   ANSWER NUMBER GROUP what came of committing that
//   idle                nothing is left to do
// What it hears on stdin: `take GROUP NUMBER TEXT`, `rest` (say when you are idle), `cut` (what renews
// your lease is held up from now on), and its end.
import { appendFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type AnyPlugin,
  createWorker,
  KapwaError,
  type Kit,
  plain,
  type Store,
  systemClock,
  type Worker,
} from '@kapwa/core';
import { postgresStore } from '@kapwa/storage-postgres';
import { z } from 'zod';
import { bareAdapter, bareKit, barePlugin, message } from '../delivery/bare-kit.js';
import { communityOfCrew, FOLLOWED, SLOWLY } from './crew-community.js';

const [role = '', url = '', schema = '', file = '', leaseFor = ''] = process.argv.slice(2);

/** A message that takes its time takes so long, ms. */
const TURN = 1_000;

const say = (...words: readonly (string | number)[]): void => {
  writeSync(1, `${words.join(' ')}\n`);
};

/** Notes at each message which one of its group came before, and answers it in both ways. */
const answering: AnyPlugin = barePlugin('answering', (scope) => {
  const last = scope.collection('last', { lane: 'group', schema: z.number() });
  const before = scope.collection('before', { lane: 'group', schema: z.array(z.number()) });
  scope.on('message.received', {}, async (context, { id, chat, text }) => {
    const number = Number(id.slice(id.indexOf(':') + 1));
    if (text === SLOWLY) {
      say('turn', number, chat.id);
      await pause(TURN);
    }
    const latest = (await context.records(last).get(chat.id)) ?? 0;
    context.records(last).set(chat.id, number);
    // Whatever is handled twice stands here twice.
    context.records(before).append(id, latest);
    for (const delivery of ['at-most-once', 'at-least-once'] as const) {
      const answer = plain(`${delivery} ${id}`);
      context.perform({ kind: 'message.send', to: { group: chat.id }, text: answer }, { delivery });
    }
  });
});

/** A platform that writes down what arrives before it answers. */
const adapter = bareAdapter(() => ({ kind: 'ok', message: 'm' }), {
  encode: (action) => [{ op: 'send', body: action.kind === 'message.send' ? action.text : '' }],
  connect: () => ({
    async perform({ body }) {
      const [part] = body as readonly { readonly text: string }[];
      appendFileSync(file, `${part?.text}\n`);
      return { kind: 'ok', message: 'm' };
    },
    close: () => undefined,
  }),
});

const openStore = (): Store => postgresStore({ url, schema, patience: 30_000, readers: 2 });

let isCut = false;

/** The store of one that leads: its lease may be shorter than usual, and its renewal comes late. */
function openStoreToLead(): Store {
  const store = openStore();
  if (store.shared === undefined || leaseFor === '') return store;
  return {
    ...store,
    shared: { ...store.shared, leaseFor: Number(leaseFor) },
    async lease(...asked) {
      if (isCut) await pause(3 * Number(leaseFor));
      return store.lease(...asked);
    },
  };
}

/** Tries again while another process leads, or the server is away: as whoever watches over them does. */
async function startPatiently<One extends { start(): Promise<void> }>(
  make: () => One,
): Promise<One> {
  for (;;) {
    const one = make();
    try {
      await one.start();
      return one;
    } catch (error) {
      const passes = ['store.in-use', 'store.unusable', 'store.failed', 'store.taken-over'];
      if (!(error instanceof KapwaError) || !passes.includes(error.code)) throw error;
      await pause(100);
    }
  }
}

function makeKit(): Kit {
  const { kit } = bareKit(
    {
      role: 'web',
      communities: [communityOfCrew],
      adapters: [adapter],
      plugins: [answering],
      schedules: false,
      clock: systemClock,
    },
    { store: openStoreToLead() },
  );
  kit.events.on('kit.failed', ({ code }) => {
    if (hasStarted) process.exit(code === 'store.taken-over' ? FOLLOWED : 1);
  });
  return kit;
}

/** A worker of which it is said what came of what takes its time. */
function makeWorker(): Worker {
  const store = openStore();
  const watched: Store = {
    ...store,
    async commit(commit, fence) {
      const answer = await store.commit(commit, fence);
      const event = commit.done?.event;
      if (event?.kind === 'message.received' && event.text === SLOWLY) {
        say(answer, ...event.id.split(':').reverse());
      }
      return answer;
    },
  };
  const worker = createWorker({
    ...{ adapters: [adapter], plugins: [answering], store: watched, clock: systemClock },
  });
  worker.events.on('kit.failed', () => process.exit(1));
  return worker;
}

const heard = createInterface({ input: process.stdin });
let hasStarted = false;
/** Whoever still waits for a server, or to lead, has nothing to finish. */
const end = new Promise<void>((resolve) => {
  heard.on('close', () => (hasStarted ? resolve() : process.exit(0)));
});

async function runWeb(): Promise<void> {
  const kit = await startPatiently(makeKit);
  hasStarted = true;
  const take = async (group: string, number: string, text: string): Promise<void> => {
    const event = message(`${group}:${number}`, { group, text, at: Date.now() });
    // Platforms tell things more than once.
    await Promise.all([1, 2, 3].map(() => kit.receive(event).accepted));
    say('taken', group, number);
  };
  heard.on('line', async (line) => {
    const [what, group = '', number = '', text = ''] = line.split(' ');
    if (what === 'take') await take(group, number, text);
    if (what === 'cut') isCut = true;
    if (what !== 'rest') return;
    await kit.idle();
    say('idle');
  });
  say('leading');
  await end;
  await kit.stop();
}

async function runWorker(): Promise<void> {
  const worker = await startPatiently(makeWorker);
  hasStarted = true;
  await end;
  await worker.stop();
}

await (role === 'web' ? runWeb() : runWorker());
process.exit(0);
