/**
 * How fast what waits in PostgreSQL is handled: `node workers/measure.js SUBJECT WORKERS`. 4,000
 * messages of 50 groups are taken in first; then they are let go. Workers are processes of their own
 * and have been there before, with a first round to warm up.
 */
import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { createKit } from '@kapwa/core';
import { postgresStore } from '@kapwa/storage-postgres';
import { startPostgres } from '@kapwa/testing/postgres';
import pg from 'pg';
import { benchCommunity } from '../dispatch/subjects/kapwa.js';
import { adapter, counter, GROUPS, MESSAGES } from './plugin.js';

const [subject, workers] = process.argv.slice(2);

/** Starts a worker; resolves when it is ready, with how to end it. */
async function startWorker(file, args) {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise((resolve) => createInterface(child.stdout).once('line', resolve));
  return () =>
    new Promise((resolve) => {
      child.once('close', resolve);
      child.stdin.end();
    });
}

function messageOf(round, index) {
  const id = `${round}-${index}`;
  return {
    ...{ kind: 'message.received', id, message: id, at: Date.now(), adapter: 'bench' },
    chat: { id: String(index % GROUPS), direct: false, title: `Area ${index % GROUPS}` },
    from: { id: `worker-${index % 500}`, name: `Worker ${index % 500}` },
    text: 'We have seen all families of the village this week.',
    mentions: [],
  };
}

async function kapwa(url, count) {
  const kit = createKit({
    communities: [benchCommunity()],
    intake: { perSender: Number.POSITIVE_INFINITY },
    flood: { perMinute: Number.POSITIVE_INFINITY },
    adapters: [adapter],
    plugins: [counter],
    store: postgresStore({ url }),
    schedules: false,
    role: count === 0 ? 'all' : 'web',
  });
  await kit.start();
  const files = Array.from({ length: count }, () => 'workers/kapwa-worker.js');
  const ends = await Promise.all(files.map((file) => startWorker(file, [url])));
  const round = async (name) => {
    await kit.pause('bench');
    const all = Array.from({ length: MESSAGES }, (_, index) => kit.receive(messageOf(name, index)));
    await Promise.all(all.map(({ accepted }) => accepted));
    const began = performance.now();
    await kit.resume('bench');
    await kit.idle();
    return (MESSAGES / (performance.now() - began)) * 1000;
  };
  await round('warm');
  const rate = await round('measured');
  await kit.stop();
  await Promise.all(ends.map((end) => end()));
  return rate;
}

async function graphile(url, count, work) {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const { runMigrations } = await import('graphile-worker');
  await runMigrations({ pgPool: pool });
  await pool.query('CREATE SCHEMA bench');
  await pool.query('CREATE TABLE bench.counts (chat text PRIMARY KEY, count integer NOT NULL)');
  const add = (name) =>
    pool.query(
      `SELECT graphile_worker.add_job('handle', json_build_object('chat', chat),
        queue_name := 'chat ' || chat, job_key := $1 || '-' || n)
      FROM (SELECT n, (n % $2)::text AS chat FROM generate_series(1, $3) n) each`,
      [name, GROUPS, MESSAGES],
    );
  const left = async () => {
    const { rows } = await pool.query('SELECT EXISTS (SELECT FROM graphile_worker.jobs) AS some');
    return rows[0].some;
  };
  const round = async (name) => {
    await add(name);
    const files = Array.from({ length: count }, () => 'workers/graphile-worker.js');
    const started = Promise.all(files.map((file) => startWorker(file, [url, work])));
    const ends = await started;
    const began = performance.now();
    const { rows } = await pool.query('SELECT count(*)::int AS waiting FROM graphile_worker.jobs');
    const [{ waiting }] = rows;
    while (await left()) await new Promise((resolve) => setTimeout(resolve, 5));
    const rate = (waiting / (performance.now() - began)) * 1000;
    await Promise.all(ends.map((end) => end()));
    return rate;
  };
  const rate = await round('measured');
  await pool.end();
  return rate;
}

const server = await startPostgres({ fsync: true });
let rate;
try {
  rate =
    subject === 'kapwa'
      ? await kapwa(server.url, Number(workers))
      : await graphile(server.url, Number(workers), subject === 'graphile' ? 'same' : 'nothing');
} finally {
  await server.stop();
}
console.log(JSON.stringify({ rate }));
process.exit(0);
