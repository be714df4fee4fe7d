import { setTimeout as wait } from 'node:timers/promises';
import { whatsappAdapter } from '@kapwa/adapter-whatsapp';
import { createMemoryStore, KapwaError, type Store, silentLogger, systemClock } from '@kapwa/core';
import { startHttpServer } from '../../../packages/cli/src/server/http-server.js';
import { defineScenario } from '../../scenario.js';
import { randomFrom } from '../store/random.js';
import { bareKit } from './bare-kit.js';
import { createPoster, idOf, settings } from './webhook-load.js';

const SIDE_BY_SIDE = 16;

/** Before that many posts the program itself is still being compiled. */
const WARM_UP = 200;

const moods = ['well', 'slow', 'full', 'down'] as const;
type Mood = (typeof moods)[number];

/** A store with moods, which remembers what was durable when it said so. */
function moody(random: () => number) {
  const memory = createMemoryStore();
  const durable = new Set<string>();
  let mood: Mood = 'well';
  const fail = (why: string): never => {
    throw new KapwaError('store.failed', why);
  };
  const store: Store = {
    ...memory,
    async accept(entries, at) {
      const now = mood;
      if (now === 'slow') await wait(random() * 30);
      if (now === 'down') await wait(10);
      if (now === 'down') fail('The database is away.');
      if (now === 'full') fail('The disk is full.');
      const fresh = await memory.accept(entries, at);
      for (const { id } of entries) durable.add(id);
      return fresh;
    },
  };
  return {
    store,
    isDurable: (number: number) => durable.has(`whatsapp:${idOf(number)}`),
    set: (next: Mood) => {
      mood = next;
    },
  };
}

/** Webhooks come in while the store is well, slow, full and down, behind the real web server. */
export default defineScenario({
  name: 'delivery/acknowledge',
  promise: 'no webhook is answered 200 before it is durable; what is not comes again, and in',
  trials: { quick: 1_000, full: 20_000 },
  timed: true,
  async run({ trials, seed, progress }) {
    const random = randomFrom(seed);
    const { store, isDurable, set } = moody(random);
    const { kit } = bareKit(
      { adapters: [whatsappAdapter(settings)], clock: systemClock },
      { store },
    );
    await kit.start();
    const server = await startHttpServer({
      port: 0,
      routes: kit.routes(),
      log: silentLogger,
      isReady: () => kit.health().ready,
    });
    const poster = createPoster(server.port);
    const broken: string[] = [];
    const again: number[] = [];
    const times: number[] = [];
    let mood: Mood = 'well';
    let next = 0;

    const post = async (number: number): Promise<void> => {
      const [begun, before] = [performance.now(), mood];
      const status = await poster.post(number, Date.now());
      const isCalm = before === 'well' && mood === 'well' && number >= WARM_UP;
      if (isCalm) times.push(performance.now() - begun);
      if (status === 200 && !isDurable(number)) broken.push(`${number} got 200 and is not stored`);
      if (status !== 200 && status !== 503) broken.push(`${number} got ${status}`);
      if (status !== 200) again.push(number);
    };
    const worker = async (): Promise<void> => {
      for (let number = next++; number < trials; number = next++) {
        if (number % 40 === 0) {
          mood = moods[Math.floor(random() * moods.length)] ?? 'well';
          set(mood);
          progress(number);
        }
        await post(number);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
    set('well');
    const refused = again.splice(0);
    for (const number of refused) await post(number);
    for (let number = 0; number < trials; number += 1) {
      if (!isDurable(number)) broken.push(`${number} never came in`);
    }
    await kit.idle();
    poster.close();
    await server.stop();
    await kit.stop();
    times.sort((one, other) => one - other);
    const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
    if (p99 > 200) broken.push(`p99 of an accept is ${p99.toFixed(0)} ms`);
    return {
      trials,
      broken,
      figures: `${refused.length} answered 503 and told again, p99 ${p99.toFixed(0)} ms while well`,
    };
  },
});
