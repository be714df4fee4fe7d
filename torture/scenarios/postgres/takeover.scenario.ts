import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startPostgres } from '@kapwa/testing/postgres';
import { defineScenario, type Trial } from '../../scenario.js';
import { randomFrom } from '../store/random.js';
import { type Crew, startCrew } from './crew.js';
import { areas } from './crew-community.js';
import { effectsOf } from './crew-effects.js';
import { until } from './until.js';
import { writeUntil } from './write-until.js';

/** So long after it was last heard of whoever leads is followed, ms. */
const LEASE_FOR = 2_000;

/** Somebody takes over by then, ms, even where the machine has much else to do. */
const TAKEN_OVER = 180_000;

/** Between two takeovers, and for how long a process stands still that has been followed, ms on average. */
const BETWEEN = 700;
const STANDS_STILL = 500;

/** Who was followed: while they worked, and while they stood still. */
interface Followed {
  working: number;
  still: number;
  readonly broken: string[];
}

/** Has whoever leads followed by another: while it works, or while it stands still and so much longer. */
async function follow(crew: Crew, still: number | undefined): Promise<string[]> {
  const before = crew.leading();
  if (before === undefined) return ['nobody led'];
  if (still === undefined) before.cut();
  else before.signal('SIGSTOP');
  before.retire();
  if (!(await until(() => crew.leading() !== undefined, TAKEN_OVER))) return ['nobody took over'];
  if (still !== undefined) {
    await pause(still);
    before.signal('SIGCONT');
  }
  return (await until(() => before.hasEnded)) ? [] : ['one that was followed went on'];
}

async function followAtRandom(crew: Crew, trial: Trial): Promise<Followed> {
  const random = randomFrom(trial.seed);
  const followed: Followed = { working: 0, still: 0, broken: [] };
  for (let takeover = 1; takeover <= trial.trials; takeover += 1) {
    await pause(random() * 2 * BETWEEN);
    const isStill = takeover % 2 === 0;
    followed[isStill ? 'still' : 'working'] += 1;
    const still = isStill ? random() * 2 * STANDS_STILL : undefined;
    followed.broken.push(...(await follow(crew, still)));
    trial.progress(takeover);
    if (followed.broken.length > 0) return followed;
  }
  return followed;
}

/**
 * The lease of the process that leads ends while it works, or while it stands still, and the one that
 * waits takes over: as when a machine is cut off for a while, or asleep. Both believe that they lead.
 */
export default defineScenario({
  name: 'postgres/takeover',
  promise:
    'whoever leads is followed while it works, or stands still: every message handled once, in order, and answered',
  trials: { quick: 6, full: 100 },
  async run(trial) {
    const server = await startPostgres();
    const folder = await mkdtemp(join(tmpdir(), 'kapwa-postgres-takeover-'));
    const file = join(folder, 'arrived');
    try {
      const crew = startCrew({ url: server.url, file, leaseFor: LEASE_FOR }, { web: 2, worker: 2 });
      let isOver = false;
      const writing = writeUntil(crew, trial.seed, () => isOver);
      await crew.leads();
      const { working, still, broken } = await followAtRandom(crew, trial);
      isOver = true;
      const last = await writing;
      await crew.end();
      const effects = await effectsOf({ url: server.url, file, last });
      const handled = effects.handled.toLocaleString('en');
      const figures = `${working} followed while they worked, ${still} while they stood still; ${handled} messages in ${areas.length} groups`;
      return {
        trials: trial.trials,
        broken: [...broken, ...crew.broken, ...effects.broken],
        figures,
      };
    } finally {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
});
