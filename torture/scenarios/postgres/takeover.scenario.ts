import { setTimeout as pause } from 'node:timers/promises';
import { defineScenario, type Trial } from '../../scenario.js';
import { randomFrom } from '../store/random.js';
import type { Crew } from './crew.js';
import { areas } from './crew-community.js';
import { whileWriting } from './while-writing.js';
import { withCrew } from './with-crew.js';

/** So long after it was last heard of whoever leads is followed, ms. */
const LEASE_FOR = 2_000;

/** Between two takeovers, and for how long a process stands still that has been followed, ms on average. */
const BETWEEN = 700;
const STANDS_STILL = 500;

/** Who was followed: while they worked, and while they stood still. */
interface Followed {
  working: number;
  still: number;
}

/**
 * Has whoever leads followed by another: while it works, or while it stands still and so much longer.
 * Answers whether it came to that.
 */
async function follow(crew: Crew, still: number | undefined): Promise<boolean> {
  const isReady = (): boolean =>
    crew.leading() !== undefined && crew.members('web').some(({ standsBy }) => standsBy);
  if (!(await crew.comesTo(isReady, 'nobody stands by'))) return false;
  const before = crew.leading();
  if (before === undefined) return follow(crew, still);
  if (still === undefined) before.cut();
  else before.signal('SIGSTOP');
  before.retire();
  if (!(await crew.leads())) return false;
  if (still !== undefined) {
    await pause(still);
    before.signal('SIGCONT');
  }
  return crew.comesTo(() => before.hasEnded, 'one that was followed went on');
}

async function followAtRandom(crew: Crew, trial: Trial): Promise<Followed> {
  const random = randomFrom(trial.seed);
  const followed: Followed = { working: 0, still: 0 };
  for (let takeover = 1; takeover <= trial.trials; takeover += 1) {
    await pause(random() * 2 * BETWEEN);
    const isStill = takeover % 2 === 0;
    followed[isStill ? 'still' : 'working'] += 1;
    const isFollowed = await follow(crew, isStill ? random() * 2 * STANDS_STILL : undefined);
    if (!isFollowed) return followed;
    trial.progress(takeover);
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
  run: (trial) =>
    withCrew({ size: { web: 2, worker: 2 }, leaseFor: LEASE_FOR }, async ({ crew }) => {
      const follow = () => followAtRandom(crew, trial);
      const { done, last } = await whileWriting(crew, trial.seed, follow);
      const { working, still } = done;
      return {
        ...{ trials: working + still, broken: [], last },
        figures: ({ handled }) =>
          `${working} followed while they worked, ${still} while they stood still; ${handled.toLocaleString('en')} messages in ${areas.length} groups`,
      };
    }),
});
