import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { postgresStore } from '@kapwa/storage-postgres';
import { type PostgresProcess, startPostgres } from '@kapwa/testing/postgres';
import { defineScenario, type Trial } from '../../scenario.js';
import { randomFrom } from '../store/random.js';

const GROUPS = [
  'north-area',
  'cairo-team',
  'basic-training',
  'medical-supplies',
  'success-stories',
];
/** So many messages in each group for each kill. */
const MESSAGES_PER_KILL = 20;
const SCHEMA = 'kill';

const program = fileURLToPath(new URL('./kill.process.ts', import.meta.url));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface World {
  readonly server: PostgresProcess;
  /** What arrived at the platform. */
  readonly file: string;
  readonly last: number;
  /** The last message of each group of which it was said that it was taken in. */
  readonly acknowledged: Map<string, number>;
}

/** Runs the bot; `harm` is done while it works. Tells whether it came to the end. */
async function runBot(world: World, harm: (kill: () => void) => Promise<void>): Promise<boolean> {
  const { server, file, last, acknowledged } = world;
  const from = JSON.stringify(Object.fromEntries(acknowledged));
  const args = ['--conditions=@kapwa/source', '--import', import.meta.resolve('tsx'), program];
  const child = spawn(process.execPath, [...args, server.url, SCHEMA, file, String(last), from], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let harmed: Promise<void> | undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    harmed ??= harm(() => void child.kill('SIGKILL'));
  });
  await new Promise((resolve) => child.on('close', resolve));
  await harmed;
  const lines = said.split('\n').slice(0, -1);
  for (const line of lines) {
    const [group = '', number = 0] = line.split(' ');
    if (group !== 'done') acknowledged.set(group, Number(number));
  }
  return lines.at(-1) === 'done';
}

function brokenOrder(group: string, order: readonly string[], last: number): string[] {
  const wanted = Array.from({ length: last }, (_, index) => `${group}:${index + 1}`);
  const wrong = wanted.findIndex((id, index) => order[index] !== id);
  if (wrong === -1 && order.length === last) return [];
  return [
    `${group}: ${order.length} of ${last} were handled; in place ${wrong + 1} ${order[wrong]}`,
  ];
}

async function look({ server, file, last }: World): Promise<{ broken: string[]; effects: number }> {
  const store = postgresStore({ url: server.url, schema: SCHEMA });
  await store.open();
  const broken: string[] = [];
  const counts = await store.list('answering.counts', '');
  const twice = counts.filter(({ value }) => value !== 1);
  if (twice.length > 0) broken.push(`${twice.length} were not handled once, as ${twice[0]?.key}`);
  if (counts.length !== last * GROUPS.length) broken.push(`${counts.length} were handled at all`);
  const orders = await store.list('answering.order', '');
  for (const group of GROUPS) {
    const order = orders.find(({ key }) => key.endsWith(`/${group}`))?.value;
    broken.push(...brokenOrder(group, (order ?? []) as readonly string[], last));
  }
  const left = [...(await store.waiting()), ...(await store.outgoing()), ...(await store.dead())];
  if (left.length > 0) broken.push(`${left.length} still wait`);
  await store.close();

  const arrived = new Map<string, number>();
  for (const text of (await readFile(file, 'utf8')).split('\n').slice(0, -1)) {
    arrived.set(text, (arrived.get(text) ?? 0) + 1);
  }
  for (const { key } of counts) {
    const id = key.slice(key.lastIndexOf('/') + 1);
    if ((arrived.get(`at-most-once ${id}`) ?? 0) > 1) broken.push(`${id} was answered twice`);
    if (!arrived.has(`at-least-once ${id}`)) broken.push(`${id} was never answered`);
  }
  return { broken, effects: counts.length };
}

async function killAll(world: World, { trials, seed, progress }: Trial): Promise<number> {
  const { server } = world;
  const random = randomFrom(seed);
  let kills = 0;
  let serverKills = 0;
  const harm = async (killBot: () => void): Promise<void> => {
    // The server is killed under a bot that goes on; the bot itself, in the end, is killed, too.
    while (kills < trials) {
      await pause(10 + random() * 150);
      kills += 1;
      progress(kills);
      if (random() < 0.5) {
        killBot();
        return;
      }
      serverKills += 1;
      await server.kill();
      await pause(random() * 100);
      await server.start();
    }
  };
  while (!(await runBot(world, harm))) if (kills > trials * 3) throw new Error('It never ends.');
  return serverKills;
}

/** Messages come three times each to a bot on PostgreSQL; the bot and the server are killed at random. */
export default defineScenario({
  name: 'postgres/kill',
  promise:
    'a bot and its PostgreSQL killed at random: every message handled once, in order, and answered',
  trials: { quick: 8, full: 500 },
  async run(trial) {
    const server = await startPostgres();
    const folder = await mkdtemp(join(tmpdir(), 'kapwa-postgres-kill-'));
    const last = MESSAGES_PER_KILL * trial.trials;
    const acknowledged = new Map(GROUPS.map((group) => [group, 0]));
    const world = { server, file: join(folder, 'arrived'), last, acknowledged };
    try {
      const serverKills = await killAll(world, trial);
      const { broken, effects } = await look(world);
      const told = (last * GROUPS.length * 3).toLocaleString('en');
      const figures = `${told} deliveries, ${effects.toLocaleString('en')} effects, server killed ${serverKills} times, bot ${trial.trials - serverKills}`;
      return { trials: trial.trials, broken, figures };
    } finally {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
});
