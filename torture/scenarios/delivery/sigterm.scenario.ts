import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createEmbeddedStore } from '@kapwa/core';
import { defineScenario } from '../../scenario.js';
import { randomFrom } from '../store/random.js';
import { createPoster, idOf } from './webhook-load.js';

const SIDE_BY_SIDE = 16;

/** A process may take so long to end, ms. */
const LONGEST_STOP = 30_000;

interface Outcome {
  readonly acknowledged: readonly number[];
  readonly code: number | null;
  /** ms from the first signal to the end. */
  readonly took: number;
}

/** Posts as fast as it can until the process is gone. */
async function load(port: number, child: ChildProcess): Promise<{ acknowledged: number[] }> {
  const poster = createPoster(port);
  const acknowledged: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (child.exitCode === null && child.signalCode === null) {
      const number = next++;
      const status = await poster.post(number, Date.now());
      if (status === 200) acknowledged.push(number);
      else await wait(5);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  poster.close();
  return { acknowledged };
}

async function stopped(
  folder: string,
  second: number | undefined,
  after: number,
): Promise<Outcome> {
  const child = fork(new URL('./sigterm.process.ts', import.meta.url), [folder], {
    execArgv: process.execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [port] = (await once(child, 'message')) as [number];
  const ended = once(child, 'exit') as Promise<[number | null]>;
  let isDone = false;
  child.on('message', () => {
    isDone = true;
  });
  const loading = load(port, child);
  await wait(after);
  const begun = performance.now();
  child.kill('SIGTERM');
  if (second !== undefined) {
    await wait(second);
    child.kill('SIGTERM');
  }
  const [code] = await ended;
  const took = performance.now() - begun;
  // While Node takes itself down it hears no signal any more: the second one then ends what is over.
  return { ...(await loading), code: isDone ? (code ?? 0) : code, took };
}

async function lost(folder: string, acknowledged: readonly number[]): Promise<number> {
  const store = createEmbeddedStore(folder);
  await store.open();
  const waiting = new Set((await store.waiting()).map(({ event }) => event.id));
  const kept = new Set(
    (await store.list('keeping.kept', '')).map(({ key }) => key.split('/').at(-1)),
  );
  await store.close();
  return acknowledged.filter((number) => {
    const id = idOf(number);
    return !kept.has(id) && !waiting.has(id);
  }).length;
}

/** A bot at work is asked to stop, in every second trial twice. */
export default defineScenario({
  name: 'delivery/sigterm',
  promise: 'SIGTERM under load ends the bot in 30 s with 0, and a second one loses nothing either',
  trials: { quick: 20, full: 200 },
  async run({ trials, seed, progress }) {
    const random = randomFrom(seed);
    const broken: string[] = [];
    let all = 0;
    let longest = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const folder = await mkdtemp(join(tmpdir(), 'kapwa-sigterm-'));
      const second = trial % 2 === 0 ? undefined : Math.floor(random() * 60);
      const { acknowledged, code, took } = await stopped(folder, second, 50 + random() * 300);
      const missing = await lost(folder, acknowledged);
      const allowed = second === undefined ? [0] : [0, 130];
      if (code === null || !allowed.includes(code))
        broken.push(`trial ${trial} ended with ${code}`);
      if (took > LONGEST_STOP) broken.push(`trial ${trial} took ${took.toFixed(0)} ms to stop`);
      if (missing > 0) broken.push(`trial ${trial} lost ${missing} of ${acknowledged.length}`);
      all += acknowledged.length;
      longest = Math.max(longest, took);
      await rm(folder, { recursive: true, force: true });
      progress(trial + 1);
    }
    return {
      trials,
      broken,
      figures: `${all.toLocaleString('en')} acknowledged, the longest stop took ${longest.toFixed(0)} ms`,
    };
  },
});
