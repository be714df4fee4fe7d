import { createMemoryStore, KapwaError, plain, type Store } from '@kapwa/core';
import { turnableClock } from '@kapwa/testing';
import { z } from 'zod';
import { defineScenario } from '../../scenario.js';
import { randomFrom } from '../store/random.js';
import { bareAdapter, bareKit, barePlugin, message } from './bare-kit.js';

const MINUTE = 60_000;
const GROUPS = ['north-area', 'cairo-team', 'basic-training'];
const MESSAGES = 6;
/** So many calls change the store while the messages are handled and answered. */
const CALLS = 40;

type Call = (...args: never[]) => unknown;

/** A store as a process sees it that is stopped by SIGSTOP in the middle of a call, and goes on later. */
function stoppable(memory: Store, broken: string[]) {
  let left = Number.POSITIVE_INFINITY;
  let refused = 0;
  let stop = (): void => undefined;
  let goOn = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const awake = new Promise<void>((resolve) => {
    goOn = resolve;
  });

  const late = async (name: string, call: () => unknown): Promise<unknown> => {
    await awake;
    try {
      const answer = await call();
      if (answer === 'fenced') refused += 1;
      else broken.push(`${name} went through after another had taken over`);
      return answer;
    } catch (error) {
      if (!(error instanceof KapwaError) || error.code !== 'store.taken-over') throw error;
      refused += 1;
      throw error;
    }
  };

  const point = (name: 'accept' | 'commit' | 'mark' | 'settle'): Call => {
    const ask = memory[name] as Call;
    return (...args) => {
      left -= 1;
      if (left > 0) return ask(...args);
      stop();
      return late(name, () => ask(...args));
    };
  };

  const points = Object.fromEntries(
    (['accept', 'commit', 'mark', 'settle'] as const).map((name) => [name, point(name)]),
  );
  return {
    store: { ...memory, ...points } as Store,
    stopped,
    stopAt: (call: number) => {
      left = call;
    },
    goOn,
    refused: () => refused,
  };
}

/** Counts each message in the store, and answers it in both ways. */
const answering = barePlugin('answering', (scope) => {
  const counts = scope.collection('counts', { lane: 'group', schema: z.number() });
  scope.on('message.received', {}, (context, { id, chat }) => {
    context.records(counts).add(id, 1);
    for (const delivery of ['at-most-once', 'at-least-once'] as const) {
      const text = plain(`${delivery} ${id}`);
      context.perform({ kind: 'message.send', to: { group: chat.id }, text }, { delivery });
    }
  });
});

/** One bot is stopped at a call, another takes over and finishes, then the first one wakes up. */
async function takeOver(call: number, broken: string[]) {
  const memory = createMemoryStore();
  const arrived: string[] = [];
  const adapter = bareAdapter(() => ({ kind: 'ok', message: `m${arrived.length}` }), {
    encode: (action) => [{ op: 'send', body: action.kind === 'message.send' ? action.text : '' }],
    connect: () => ({
      async perform({ body }) {
        arrived.push((body as readonly { readonly text: string }[])[0]?.text ?? '');
        return { kind: 'ok', message: `m${arrived.length}` };
      },
      close: () => undefined,
    }),
  });
  const process = stoppable(memory, broken);
  const options = { adapters: [adapter], plugins: [answering], schedules: false } as const;
  const first = bareKit(options, { store: process.store });
  await first.kit.start();
  const messages = Array.from({ length: MESSAGES }, (_, index) =>
    message(`m${index}`, { at: first.clock.now(), group: GROUPS[index % GROUPS.length] ?? '' }),
  );
  process.stopAt(call);
  for (const event of messages) {
    const { accepted, settled } = first.kit.receive(event);
    accepted.catch(() => undefined);
    settled.catch(() => undefined);
  }
  const idle = first.kit.idle().then(() => 'idle');
  const came = await Promise.race([process.stopped.then(() => 'stopped'), idle]);

  const clock = turnableClock(first.clock.now() + 6 * MINUTE);
  const second = bareKit(options, { store: { ...memory, close: () => undefined }, clock });
  if (came === 'idle') await first.kit.stop();
  await second.kit.start();
  clock.settleWith(() => second.kit.idle());
  // What the first one never confirmed is told again.
  await Promise.all(messages.map((event) => second.kit.receive(event).settled));
  await clock.advance(2 * MINUTE);

  process.goOn();
  await first.clock.set(first.clock.now() + 8 * MINUTE);
  await first.kit.stop();
  await clock.advance(2 * MINUTE);
  await second.kit.stop();

  for (const { id } of messages) {
    const key = (await memory.list('answering.counts', '')).filter((one) => one.key.endsWith(id));
    const count = key.reduce((sum, { value }) => sum + Number(value), 0);
    if (count !== 1) broken.push(`stopped at call ${call}: ${id} was handled ${count} times`);
    const once = arrived.filter((text) => text === `at-most-once ${id}`).length;
    const often = arrived.filter((text) => text === `at-least-once ${id}`).length;
    if (once > 1) broken.push(`stopped at call ${call}: ${id} was answered ${once} times`);
    if (often < 1) broken.push(`stopped at call ${call}: ${id} was never answered`);
  }
  if ((await memory.waiting()).length > 0) broken.push(`stopped at call ${call}: events are left`);
  return { came, refused: process.refused() };
}

/** A process sleeps past its lease; another one takes over; it wakes up in the middle of a call. */
export default defineScenario({
  name: 'delivery/takeover',
  promise:
    'a bot that wakes up after another has taken over changes nothing, and nothing is done twice',
  trials: { quick: 20, full: 200 },
  async run({ trials, seed, progress }) {
    const random = randomFrom(seed);
    const broken: string[] = [];
    let asleep = 0;
    let refused = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const result = await takeOver(1 + Math.floor(random() * CALLS), broken);
      if (result.came === 'stopped') asleep += 1;
      refused += result.refused;
      progress(trial + 1);
    }
    if (asleep < trials / 2) broken.push(`only ${asleep} were stopped in time`);
    const figures = `${asleep} stopped within a call, ${refused} late calls, all refused`;
    return { trials, broken, figures };
  },
});
