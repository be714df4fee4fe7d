/**
 * Messages through the kit on the embedded store: `node store/measure-durable.js [--shipped]`.
 * One read, one write and one reply a message; with `--shipped` all plugins of ours as they are.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createEmbeddedStore, createKit } from '@kapwa/core';
import { conduct } from '@kapwa/plugin-conduct';
import { onboarding } from '@kapwa/plugin-onboarding';
import { recognition } from '@kapwa/plugin-recognition';
import { benchCommunity } from '../dispatch/subjects/kapwa.js';
import { counter, countingAdapter } from './counting.js';

const MEASURED_MS = 4_000;
const shipped = process.argv.includes('--shipped');
const folder = mkdtempSync(join(tmpdir(), 'kapwa-bench-'));
const { adapter, send } = countingAdapter();
const kit = createKit({
  communities: [benchCommunity()],
  // Five hundred people write as fast as the machine can: that is no flood here.
  intake: { perSender: Number.POSITIVE_INFINITY },
  adapters: [adapter],
  store: createEmbeddedStore(folder),
  plugins: shipped ? [counter, onboarding, conduct, recognition] : [counter],
});
await kit.start();
async function measure(chats) {
  const took = [];
  const began = performance.now();
  const chat = async (id) => {
    while (performance.now() - began < MEASURED_MS) {
      const before = performance.now();
      await send(id);
      took.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: chats }, (_, id) => chat(id)));
  const spent = performance.now() - began;
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.floor(took.length * share)];
  return { rate: (took.length / spent) * 1000, p50: at(0.5), p99: at(0.99) };
}

await measure(64);
const alone = await measure(1);
const together = await measure(64);
await kit.stop();
rmSync(folder, { recursive: true });
console.log(
  JSON.stringify({
    rate: alone.rate,
    p50: alone.p50,
    rate64: together.rate,
    p50of64: together.p50,
    p99of64: together.p99,
  }),
);
process.exit(0);
