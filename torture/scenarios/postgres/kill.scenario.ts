import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresProcess } from '@kapwa/testing/postgres';
import { defineScenario, type Size, type Trial } from '../../scenario.js';
import { randomFrom } from '../store/random.js';
import type { Crew } from './crew.js';
import { whileWriting } from './while-writing.js';
import { withCrew } from './with-crew.js';

/** Between two kills, ms on average. */
const BETWEEN_KILLS = 900;

/** So many messages are written at least, each of which comes three times. */
const MESSAGES: Readonly<Record<Size, number>> = { quick: 5_000, full: 50_000 };

/** Who is killed in five kills, in any order. */
const FIVE = ['worker', 'worker', 'worker', 'leading', 'server'] as const;

/** Who was killed, and how often. */
type Kills = Record<(typeof FIVE)[number], number>;

/** Who is killed next: each as often as it should be, in an order that nobody expects. */
function* victims(random: () => number): Generator<keyof Kills, never> {
  for (;;) {
    const left = [...FIVE];
    while (left.length > 0) {
      const [victim] = left.splice(Math.floor(random() * left.length), 1);
      if (victim !== undefined) yield victim;
    }
  }
}

async function killAtRandom(
  crew: Crew,
  server: PostgresProcess,
  { trials, seed, progress }: Trial,
): Promise<Kills> {
  const random = randomFrom(seed);
  const next = victims(random);
  const kills: Kills = { worker: 0, leading: 0, server: 0 };
  for (let kill = 1; kill <= trials; kill += 1) {
    await pause(random() * 2 * BETWEEN_KILLS);
    const victim = next.next().value;
    kills[victim] += 1;
    const workers = crew.members('worker');
    if (victim === 'worker') workers[Math.floor(random() * workers.length)]?.signal('SIGKILL');
    // Where nobody leads at the moment, whoever is to take over.
    if (victim === 'leading') (crew.leading() ?? crew.members('web')[0])?.signal('SIGKILL');
    if (victim === 'server') {
      await server.kill();
      await pause(random() * 200);
      await server.start();
    }
    progress(kill);
  }
  return kills;
}

/**
 * Messages come three times each to a bot in several processes: one leads, one waits to take over,
 * four handle events. They and the server are killed at random.
 */
export default defineScenario({
  name: 'postgres/kill',
  promise:
    'a bot in several processes and its PostgreSQL killed at random: every message handled once, in order, and answered',
  trials: { quick: 20, full: 500 },
  run: (trial) =>
    withCrew({ size: { web: 2, worker: 4 } }, async ({ crew, server }) => {
      const kill = () => killAtRandom(crew, server, trial);
      const { done: kills, last } = await whileWriting(
        crew,
        trial.seed,
        kill,
        MESSAGES[trial.size],
      );
      return {
        ...{ trials: trial.trials, broken: [], last },
        figures({ handled }) {
          const deliveries = (handled * 3).toLocaleString('en');
          return `${deliveries} deliveries, ${handled.toLocaleString('en')} effects; killed: ${kills.worker} workers, ${kills.leading} that led, ${kills.server} servers`;
        },
      };
    }),
});
