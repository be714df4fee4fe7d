import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineScenario } from '../../scenario.js';

/** As many as the largest groups of a health programme have. */
const MEMBERS = 1_000;
/** Nothing else may be held up for longer at a time, ms. */
const LONGEST_BLOCK = 100;
/** After the first messages the bot must not take up more than this besides, in MB. */
const MOST_GROWTH = 30;
const MB = 1024 * 1024;

type Told = Readonly<Record<string, unknown>>;

interface Sent {
  readonly outcome: string;
  readonly took: number;
  readonly longest: { readonly wall: number; readonly work: number };
  readonly rss: number;
}

/** Runs a process that tells things, and waits for one of them by name. */
function teller(file: string, args: readonly string[]) {
  const child: ChildProcess = fork(new URL(file, import.meta.url), [...args], {
    execArgv: process.execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const told: Told[] = [];
  const waiting: (() => void)[] = [];
  child.on('message', (message: Told) => {
    told.push(message);
    for (const look of waiting.splice(0)) look();
  });
  const next = async (name: string): Promise<Told> => {
    for (;;) {
      const at = told.findIndex((message) => name in message);
      if (at !== -1) return told.splice(at, 1)[0] ?? {};
      if (child.exitCode !== null) throw new Error(`${file} has ended`);
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        child.once('exit', () => resolve());
      });
    }
  };
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || !child.connected) return;
    const gone = once(child, 'exit');
    child.send({ end: true });
    await gone;
  };
  return { child, next, end };
}

async function sends(trials: number, progress: (done: number) => void) {
  const folder = await mkdtemp(join(tmpdir(), 'kapwa-large-group-'));
  const world = teller('./large-group-world.process.ts', [String(MEMBERS)]);
  const { address } = await world.next('address');
  const thread = new URL('../../../packages/cli/bin/source-thread.js', import.meta.url).href;
  const bot = teller('./large-group.process.ts', [folder, JSON.stringify(address), thread]);
  try {
    world.child.send({ scan: (await bot.next('qr')).qr });
    await bot.next('ready');
    const sent: Sent[] = [];
    let unread = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      world.child.send({ say: `message ${trial}` });
      sent.push((await bot.next('outcome')) as unknown as Sent);
      world.child.send({ read: `answer to message ${trial}` });
      if ((await world.next('seen')).seen !== true) unread += 1;
      progress(trial + 1);
    }
    return { sent, unread };
  } finally {
    await Promise.all([bot.end(), world.end()]);
    await rm(folder, { recursive: true, force: true });
  }
}

/** A bot writes into a group of 1,000 for the first time, and again, and again. */
export default defineScenario({
  name: 'delivery/large-group',
  promise:
    'a first message to a group of 1,000 holds up nothing else for 100 ms, and later ones cost no more memory',
  trials: { quick: 5, full: 50 },
  alone: true,
  async run({ trials, progress }) {
    const { sent, unread } = await sends(trials, progress);
    const broken: string[] = [];
    for (const [at, { outcome, longest }] of sent.entries()) {
      if (outcome !== 'sent') broken.push(`message ${at} was ${outcome}`);
      if (longest.work > LONGEST_BLOCK) {
        broken.push(`message ${at} held up the host for ${longest.work.toFixed(0)} ms`);
      }
    }
    if (unread > 0) broken.push(`${unread} messages could not be read by the last member`);
    const [first, second] = sent;
    const growth = ((sent.at(-1)?.rss ?? 0) - (second?.rss ?? 0)) / MB;
    if (growth > MOST_GROWTH) broken.push(`memory grew by ${growth.toFixed(0)} MB`);
    const later = sent.slice(1);
    const most = (of: (one: Sent) => number, some: readonly Sent[]) => Math.max(...some.map(of));
    return {
      trials,
      broken,
      figures: `first: ${((first?.took ?? 0) / 1000).toFixed(1)} s, held up the host ${(first?.longest.work ?? 0).toFixed(0)} ms of work (${(first?.longest.wall ?? 0).toFixed(0)} ms on the clock); later at most ${(most(({ took }) => took, later) / 1000).toFixed(1)} s and ${most(({ longest }) => longest.work, later).toFixed(0)} ms; ${((sent.at(-1)?.rss ?? 0) / MB).toFixed(0)} MB, ${growth.toFixed(0)} MB more than after the second`,
    };
  },
});
