// Started, killed and frozen by the scenarios: one process of a bot that runs in several on one
// PostgreSQL. `web` leads, or waits until it can; `worker` handles events. What it says on stdout:
//   leading             it leads, and takes messages
//   standing-by         another one leads; it takes over when that ends
//   taken GROUP NUMBER  a message was taken in, and must never be lost from now on
//   turn NUMBER GROUP   it has begun to handle a message that takes its time
//   ANSWER NUMBER GROUP what came of committing that
//   late GROUP NUMBER   the plugin did not come through with a message
//   idle                nothing is left to do
//   where ...           what it is at, in words
// What it hears on stdin: `take GROUP NUMBER TEXT`, `rest` (say when you are idle), `cut` (what renews
// your lease is held up from now on), `where` (say what you are at), and its end.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import {
  createWorker,
  KapwaError,
  type Kit,
  type Store,
  systemClock,
  type Worker,
} from '@kapwa/core';
import { postgresStore } from '@kapwa/storage-postgres';
import { bareKit, message } from '../delivery/bare-kit.js';
import { answeringPlugin, noting, type Say } from './crew-bot.js';
import { communityOfCrew, FOLLOWED, SLOWLY } from './crew-community.js';
import { sinceText, type TracedStore, traced } from './traced-store.js';

const [role = '', url = '', schema = '', file = '', leaseFor = ''] = process.argv.slice(2);

const say: Say = (...words) => {
  writeSync(1, `${words.join(' ')}\n`);
};

const answering = answeringPlugin(say);
const adapter = noting(file);

/** What is told of this process when somebody asks. */
const own = { tries: 0, since: performance.now(), last: '', isCut: false, standsBy: false };
let trace: TracedStore | undefined;

function openStore(): Store {
  trace = traced(postgresStore({ url, schema, patience: 30_000, readers: 2 }));
  return trace.store;
}

function sayWhere(): void {
  const { tries, since, last, isCut } = own;
  const now = performance.now();
  const waits = trace?.unanswered() ?? [];
  say(
    'where',
    hasStarted ? `has started at try ${tries},` : `tries to start for the ${tries}. time,`,
    `for ${sinceText(now - since)};`,
    ...(last === '' ? [] : [`before that ${last};`]),
    ...(isCut ? ['its renewals come late;'] : []),
    waits.length === 0 ? 'waits for no answer of its store' : `waits for ${waits.join(', ')}`,
  );
}

/** The store of one that leads: its lease may be shorter than usual, and its renewal comes late. */
function openStoreToLead(): Store {
  const store = openStore();
  if (store.shared === undefined || leaseFor === '') return store;
  return {
    ...store,
    shared: { ...store.shared, leaseFor: Number(leaseFor) },
    async lease(...asked) {
      if (own.isCut) await pause(3 * Number(leaseFor));
      return store.lease(...asked);
    },
  };
}

/** Tries again while another process leads, or the server is away: as whoever watches over them does. */
async function startPatiently<One extends { start(): Promise<void> }>(
  make: () => One,
): Promise<One> {
  for (;;) {
    own.tries += 1;
    own.since = performance.now();
    const one = make();
    try {
      await one.start();
      return one;
    } catch (error) {
      own.last = `${error instanceof KapwaError ? error.code : error} after ${sinceText(performance.now() - own.since)}`;
      if (error instanceof KapwaError && error.code === 'store.in-use' && !own.standsBy) {
        own.standsBy = true;
        say('standing-by');
      }
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
  worker.events.on('plugin.failed', ({ event }) => say('late', ...event.id.split(':')));
  return worker;
}

const heard = createInterface({ input: process.stdin });
let hasStarted = false;
heard.on('line', (line) => {
  if (line === 'where') sayWhere();
});
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
    if (what === 'cut') own.isCut = true;
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
