/**
 * Messages through the kit on the embedded store: `node store/measure-durable.js [--shipped]`.
 * One read, one write and one reply a message; with `--shipped` all plugins of ours as they are.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createEmbeddedStore, createKit, defineAdapter, definePlugin, plain } from '@kapwa/core';
import { conduct } from '@kapwa/plugin-conduct';
import { onboarding } from '@kapwa/plugin-onboarding';
import { recognition } from '@kapwa/plugin-recognition';
import { z } from 'zod';
import { benchCommunity } from '../dispatch/subjects/kapwa.js';

const MEASURED_MS = 4_000;
const shipped = process.argv.includes('--shipped');
const folder = mkdtempSync(join(tmpdir(), 'kapwa-bench-'));
let link;
let waiting = new Map();

const adapter = defineAdapter({
  name: 'bench',
  maxText: 4096,
  capability: () => ({ level: 'native' }),
  encode: (_action, facts) => [{ op: 'send', body: facts.chat.id }],
  connect(given) {
    link = given;
    return {
      async perform({ body }) {
        waiting.get(body)?.();
        return { kind: 'ok', message: '1' };
      },
      close: () => undefined,
    };
  },
});

/** One read, one write, one reply. */
const counter = definePlugin({
  name: 'counter',
  options: z.object({}),
  setup(kit) {
    const counts = kit.collection('counts', { lane: 'group', schema: z.number() });
    kit.on('message.received', { phase: 'react' }, async (context) => {
      const records = context.records(counts);
      const count = (await records.get('messages')) ?? 0;
      records.set('messages', count + 1);
      const to = { group: context.group.key };
      context.perform({ kind: 'message.send', to, text: plain(`${count}`) });
    });
  },
});

const kit = createKit({
  communities: [benchCommunity()],
  // Five hundred people write as fast as the machine can: that is no flood here.
  intake: { perSender: Number.POSITIVE_INFINITY },
  adapters: [adapter],
  store: createEmbeddedStore(folder),
  plugins: shipped ? [counter, onboarding, conduct, recognition] : [counter],
});
await kit.start();
let index = 0;

async function one(chat) {
  index += 1;
  const answered = new Promise((resolve) => waiting.set(String(chat), resolve));
  await link.accept([
    {
      kind: 'message.received',
      id: String(index),
      at: Date.now(),
      adapter: 'bench',
      chat: { id: String(chat), direct: false, title: `Area ${chat}` },
      from: { id: `worker-${index % 500}`, name: `Worker ${index % 500}` },
      message: String(index),
      text: 'We have seen all families of the village this week.',
      mentions: [],
    },
  ]);
  await answered;
}

async function measure(chats) {
  const took = [];
  const began = performance.now();
  const chat = async (id) => {
    while (performance.now() - began < MEASURED_MS) {
      const before = performance.now();
      await one(id);
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
waiting = new Map();
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
