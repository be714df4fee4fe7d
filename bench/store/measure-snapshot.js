/**
 * Messages through the kit while a snapshot of many records is written:
 * `node store/measure-snapshot.js RECORDS`. The same is measured without a snapshot first.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PerformanceObserver, performance } from 'node:perf_hooks';
import { createEmbeddedStore, createKit } from '@kapwa/core';
import { benchCommunity } from '../dispatch/subjects/kapwa.js';
import { counter, countingAdapter } from './counting.js';

const RECORDS = Number(process.argv[2] ?? 100_000);
const CHATS = 64;
const WARM_MS = 4_000;
const BASE_MS = 3_000;
/** A snapshot that takes longer is measured so long, ms. */
const LONGEST = 20_000;
const NEVER = 2 ** 40;

const folder = mkdtempSync(join(tmpdir(), 'kapwa-bench-'));

async function fill() {
  const store = createEmbeddedStore(folder);
  await store.open();
  const value = { languages: ['sw', 'en'], area: 'north', note: 'x'.repeat(170) };
  for (let from = 0; from < RECORDS; from += 1_000) {
    const writes = Array.from({ length: Math.min(1_000, RECORDS - from) }, (_, at) => ({
      op: 'put',
      collection: 'bench.people',
      key: `bench/${from + at}`,
      value: { name: `Worker ${from + at}`, ...value },
    }));
    await store.commit({ expect: [], writes, outgoing: [], post: [], dead: [] });
  }
  await store.close();
}

/**
 * Watches the turns of the event loop: how long the longest was, without the time in which V8
 * collected garbage. Only what keeps everything else waiting counts, so not waiting for the disk.
 */
function watchTurns() {
  const collected = [];
  const observer = new PerformanceObserver((list) => collected.push(...list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  const turns = [];
  let isOn = true;
  let began = performance.now();
  // In the phase of `setImmediate`; its end is the beginning of the next turn.
  const turn = () => {
    const now = performance.now();
    if (now - began > 1) turns.push([began, now]);
    began = now;
    if (isOn) setImmediate(turn);
  };
  setImmediate(turn);
  return async () => {
    isOn = false;
    await new Promise((resolve) => setTimeout(resolve, 20));
    observer.disconnect();
    const without = turns.map(([from, to]) => {
      const within = collected.filter(({ startTime }) => startTime >= from && startTime < to);
      return to - from - within.reduce((sum, { duration }) => sum + duration, 0);
    });
    return {
      turn: Math.max(0, ...without),
      collecting: Math.max(0, ...collected.map(({ duration }) => duration)),
    };
  };
}

/** Sends messages in so many chats until `isOver`, and says how long each took. */
async function traffic(send, isOver) {
  const took = [];
  const end = watchTurns();
  const chat = async (id) => {
    while (!isOver()) {
      const before = performance.now();
      await send(id);
      took.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: CHATS }, (_, id) => chat(id)));
  const turns = await end();
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), messages: took.length, ...turns };
}

const inTime = (ms) => {
  const end = performance.now() + ms;
  return () => performance.now() > end;
};

/** A kit on the folder, with its way to send a message; `snapshotAfter` in bytes of the journal. */
async function open(snapshotAfter) {
  const { adapter, send } = countingAdapter();
  const kit = createKit({
    communities: [benchCommunity(CHATS)],
    intake: { perSender: Number.POSITIVE_INFINITY },
    adapters: [adapter],
    store: createEmbeddedStore(folder, { snapshotAfter }),
    plugins: [counter],
  });
  await kit.start();
  return { kit, send };
}

await fill();
const calm = await open(NEVER);
await traffic(calm.send, inTime(WARM_MS));
const without = await traffic(calm.send, inTime(BASE_MS));
await calm.kit.stop();

// The journal is at once longer than a byte: the first change brings a snapshot with it.
const stateFile = join(folder, 'state.json');
const { size, ino } = statSync(stateFile);
const busy = await open(1);
const began = performance.now();
let took = 0;
let lookAgain = 0;
/** Another file has the place of the one before. */
const isWritten = () => {
  const now = performance.now();
  if (took > 0 || now - began > LONGEST) return true;
  if (now < lookAgain) return false;
  lookAgain = now + 20;
  const found = statSync(stateFile, { throwIfNoEntry: false });
  if (found === undefined || found.ino === ino) return false;
  took = now - began;
  return true;
};
const during = await traffic(busy.send, isWritten);
await busy.kit.stop();
rmSync(folder, { recursive: true });
console.log(
  JSON.stringify({
    size: size / 1e6,
    took,
    ...Object.fromEntries(Object.entries(without).map(([name, one]) => [`${name}Without`, one])),
    ...during,
  }),
);
process.exit(0);
