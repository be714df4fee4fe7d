/**
 * One record saved durably, beside a raw append with fdatasync:
 * `node store/measure-records.js RECORDS`, with so many records in the store before.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createEmbeddedStore } from '@kapwa/core';

const RECORDS = Number(process.argv[2] ?? 1_000);
const SAVES = 600;
const folder = mkdtempSync(join(tmpdir(), 'kapwa-bench-'));
const value = (n) => ({
  name: `Worker ${n}`,
  languages: ['sw', 'en'],
  area: 'north',
  note: 'x'.repeat(170),
});
const change = (writes) => ({ expect: [], writes, outgoing: [], post: [], dead: [] });
const put = (n) => ({ op: 'put', collection: 'bench.people', key: `bench/${n}`, value: value(n) });

const store = createEmbeddedStore(folder);
await store.open();
for (let n = 0; n < RECORDS; n += 1_000) {
  const count = Math.min(1_000, RECORDS - n);
  await store.commit(change(Array.from({ length: count }, (_, at) => put(n + at))));
}

async function timed(save) {
  const took = [];
  for (let n = 0; n < SAVES; n += 1) {
    const before = performance.now();
    await save(n);
    took.push(performance.now() - before);
  }
  took.sort((a, b) => a - b);
  return { p50: took[SAVES / 2], p99: took[Math.floor(SAVES * 0.99)] };
}

const floor = await open(join(folder, 'floor.log'), 'a');
const append = async (n) => {
  await floor.write(`${JSON.stringify(put(n % RECORDS))}\n`);
  await floor.datasync();
};
const save = (n) => store.commit(change([put((n * 7) % RECORDS)]));
await timed(append);
await timed(save);
const raw = await timed(append);
const ours = await timed(save);
await floor.close();
await store.close();
rmSync(folder, { recursive: true });
console.log(JSON.stringify({ raw: raw.p50, ours: ours.p50, rawP99: raw.p99, oursP99: ours.p99 }));
