import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { createEmbeddedStore, type Store } from '@kapwa/core';
import { pingPostgres, postgresStore } from '@kapwa/storage-postgres';
import { type Acknowledged, brokenPromises, runWorkload } from '@kapwa/testing';
import { type PostgresProcess, startPostgres } from '@kapwa/testing/postgres';
import { defineScenario } from '../../scenario.js';
import { randomFrom } from '../store/random.js';

const LANES = 8;
/** How long the bot works in the folder that is moved, ms. */
const WORK = 800;
/** A folder is so often begun to be moved, then the next one. */
const KILLS_PER_FOLDER = 5;

const program = fileURLToPath(new URL('./move.process.ts', import.meta.url));

interface Move {
  readonly folder: string;
  readonly url: string;
  readonly schema: string;
}

interface Moved {
  /** What it said in the end, if it came to that. */
  readonly result: { readonly wasThere: boolean } | undefined;
  /** How long it took from its beginning on, ms. */
  readonly took: number;
}

/** Moves; kills it so long after it began. */
async function move({ folder, url, schema }: Move, killAfter?: number): Promise<Moved> {
  const args = ['--conditions=@kapwa/source', '--import', import.meta.resolve('tsx'), program];
  const child = spawn(process.execPath, [...args, folder, url, schema], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let began = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    if (said === '') {
      began = performance.now();
      if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
    }
    said += chunk.toString();
  });
  await new Promise((resolve) => child.on('close', resolve));
  const [, last] = said.split('\n');
  const result = last === undefined || last === '' ? undefined : JSON.parse(last);
  return { result, took: performance.now() - began };
}

async function fillFolder(folder: string): Promise<Acknowledged> {
  const saved: Acknowledged = new Map();
  const store = createEmbeddedStore(folder);
  await store.open();
  const until = performance.now() + WORK;
  await runWorkload(store, {
    lanes: LANES,
    isOver: () => performance.now() > until,
    acknowledged: (lane, round) => void saved.set(lane, round),
  });
  await store.close();
  return saved;
}

async function opened<Answer>(store: Store, work: (store: Store) => Promise<Answer>) {
  await store.open();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Everything that can be listed, as each of the two says it. */
async function holds(store: Store) {
  const records = [];
  for (const name of await store.collections()) records.push(await store.list(name, ''));
  const space = store.session('workload');
  const session = [...(await space.get(await space.keys()))];
  const audit = await store.audit(0, Number.MAX_SAFE_INTEGER);
  const head = await store.auditHead();
  return {
    records,
    session,
    audit,
    head,
    waiting: await store.waiting(),
    out: await store.outgoing(),
  };
}

async function tryMove(
  server: PostgresProcess,
  random: () => number,
  name: string,
): Promise<{ broken: string[]; halves: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'kapwa-move-'));
  const broken: string[] = [];
  const to = { folder, url: server.url, schema: name };
  const database = () => postgresStore({ url: server.url, schema: name });
  const saved = await fillFolder(folder);
  const { took } = await move({ ...to, schema: `${name}_undisturbed` });
  let halves = 0;
  for (let kill = 0; kill < KILLS_PER_FOLDER; kill += 1) {
    if ((await move(to, random() * took)).result === undefined) halves += 1;
  }
  const before = await pingPostgres(to);
  const { result: last } = await move(to);
  if (last === undefined) broken.push(`${name}: it could not be done again`);
  else if (last.wasThere !== before.isUsed) broken.push(`${name}: a part of it was there before`);
  const same = isDeepStrictEqual(
    await opened(createEmbeddedStore(folder), holds),
    await opened(database(), holds),
  );
  if (!same) broken.push(`${name}: the database holds something else than the folder`);
  const promises = await opened(database(), (store) => brokenPromises(store, saved));
  broken.push(...promises.map((what) => `${name}: ${what}`));
  await rm(folder, { recursive: true, force: true });
  return { broken, halves };
}

export default defineScenario({
  name: 'postgres/move',
  promise: 'moving from a folder to PostgreSQL, killed at random, ends with the same in both',
  trials: { quick: 20, full: 100 },
  async run({ trials, seed, progress }) {
    const random = randomFrom(seed);
    const server = await startPostgres();
    const broken: string[] = [];
    let halves = 0;
    try {
      for (let trial = 0; trial < trials; trial += KILLS_PER_FOLDER) {
        const result = await tryMove(server, random, `move_${trial}`);
        broken.push(...result.broken);
        halves += result.halves;
        progress(trial + KILLS_PER_FOLDER);
      }
    } finally {
      await server.stop();
    }
    const figures = `killed ${trials} times, ${halves} of them before the end; counts and hashes equal`;
    return { trials, broken, figures };
  },
});
