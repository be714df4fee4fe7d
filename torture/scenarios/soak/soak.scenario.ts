import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineScenario } from '../../scenario.js';
import { growthIn, judge } from './judge.js';
import type { SoakSample, SoakWishes } from './sample.js';

/** After it has said that it is over, the process has so long to end by itself, ms. */
const ENDS_WITHIN = 10_000;

/** Midnight in Nairobi, at the beginning of a week. */
const START = Date.UTC(2027, 1, 28, 21);

interface Told {
  readonly samples: readonly SoakSample[];
  readonly broken: readonly string[];
}

/** Runs the bot in a process of its own: what is weighed must be the bot alone. */
async function soak(wishes: SoakWishes, progress: (samples: number) => void): Promise<Told> {
  const child = fork(new URL('./soak.process.ts', import.meta.url), [JSON.stringify(wishes)], {
    execArgv: [...process.execArgv, '--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const samples: SoakSample[] = [];
  const broken: string[] = [];
  let late: NodeJS.Timeout | undefined;
  child.on('message', (told: Readonly<Record<string, unknown>>) => {
    if ('sample' in told) progress(samples.push(told.sample as SoakSample));
    if ('failed' in told) broken.push(String(told.failed));
    if ('left' in told && told.left !== 0) broken.push(`${told.left} timers outlived the kit`);
    if (!('over' in told)) return;
    late = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN);
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearTimeout(late);
  if (signal === 'SIGKILL') broken.push('something kept the process alive after the kit stopped');
  else if (code !== 0) broken.push(`the bot ended with ${code ?? signal}`);
  return { samples, broken };
}

function figuresOf(samples: readonly SoakSample[]): string {
  const inKb = (bytes: number): string => `${(bytes / 1_000).toFixed(0)} kB`;
  const day = growthIn(samples, 'day');
  const last = samples.at(-1);
  const virtual = samples.findLast(({ stage }) => stage === 'silence');
  const wall = samples.some(({ stage }) => stage === 'wall')
    ? `, ${inKb(growthIn(samples, 'wall').perHour)} on the machine's clock`
    : '';
  return [
    `${(last?.handled ?? 0).toLocaleString('en')} events in ${Math.floor(virtual?.hours ?? 0)} simulated hours`,
    `heap ${((last?.heap ?? 0) / 1e6).toFixed(1)} MB, ${inKb(day.perHour)} more an hour of traffic (${day.perEvent.toFixed(0)} bytes an event)${wall}`,
    `${inKb(growthIn(samples, 'quiet').perHour)} in quiet days`,
    `${last?.files ?? 'unknown'} files open, ${last?.timers} timers, ${inKb(last?.folder.bytes ?? 0)} in ${last?.folder.names.length} files`,
  ].join('; ');
}

/** A programme of 1,050 people in 25 groups goes about its day, and then hardly writes for ten more. */
export default defineScenario({
  name: 'soak/day',
  promise: 'days of ordinary traffic leave no memory, file, timer, listener or word behind',
  trials: { quick: 24, full: 24 },
  alone: true,
  async run({ trials, size, seed, progress }) {
    const folder = await mkdtemp(join(tmpdir(), 'kapwa-soak-'));
    const wallMinutes = size === 'full' ? 30 : 0;
    const wishes = { folder, seed, start: START, hours: trials, quietDays: 10, wallMinutes };
    try {
      const { samples, broken } = await soak(wishes, progress);
      return { trials, broken: [...broken, ...judge(samples, START)], figures: figuresOf(samples) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});
