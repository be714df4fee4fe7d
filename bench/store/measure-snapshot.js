/**
 * Messages through the kit while snapshots of many records are written, and in between:
 * `node store/measure-snapshot.js RECORDS`.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PerformanceObserver, performance } from 'node:perf_hooks';
import { createEmbeddedStore, createKit, systemClock } from '@kapwa/core';
import { benchCommunity } from '../dispatch/subjects/kapwa.js';
import { median } from '../run-process.js';
import { counter, countingAdapter } from './counting.js';

const RECORDS = Number(process.argv[2] ?? 100_000);
const CHATS = 64;
const WARM_MS = 4_000;
const SNAPSHOTS = 7;
/** A snapshot that takes longer is not waited for, ms. */
const LONGEST = 20_000;

const folder = mkdtempSync(join(tmpdir(), 'kapwa-bench-'));
const stateFile = join(folder, 'state.json');

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

/** The clock of the store: what is due in 25 minutes, a snapshot, is due when the bench says so. */
function createSnapshotClock() {
  let due;
  return {
    ...systemClock,
    after(_ms, run) {
      due = run;
      return () => {
        due = undefined;
      };
    },
    come: () => due?.(),
  };
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
  const began = performance.now();
  const chat = async (id) => {
    while (!isOver()) {
      const before = performance.now();
      await send(id);
      took.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: CHATS }, (_, id) => chat(id)));
  const ms = performance.now() - began;
  return { took, ms, ...(await end()) };
}

const inTime = (ms) => {
  const end = performance.now() + ms;
  return () => performance.now() > end;
};

/** Until another file has the place of the state. */
function untilWritten() {
  const { ino } = statSync(stateFile);
  const began = performance.now();
  let lookAgain = 0;
  return () => {
    const now = performance.now();
    if (now - began > LONGEST) return true;
    if (now < lookAgain) return false;
    lookAgain = now + 20;
    const found = statSync(stateFile, { throwIfNoEntry: false });
    return found !== undefined && found.ino !== ino;
  };
}

/**
 * Of several times with traffic: how long messages took in all of them, and the median longest turn,
 * for a single one may as well be another program's.
 */
function summed(times) {
  const took = times.flatMap((one) => one.took).sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return {
    p50: at(0.5),
    p99: at(0.99),
    messages: took.length,
    turn: median(times.map(({ turn }) => turn)),
    longest: Math.max(...times.map(({ turn }) => turn)),
    collecting: median(times.map(({ collecting }) => collecting)),
  };
}

await fill();
const { adapter, send } = countingAdapter();
const clock = createSnapshotClock();
const kit = createKit({
  communities: [benchCommunity(CHATS)],
  intake: { perSender: Number.POSITIVE_INFINITY },
  adapters: [adapter],
  store: createEmbeddedStore(folder, { clock, snapshotAfter: 2 ** 40 }),
  plugins: [counter],
});
await kit.start();
await traffic(send, inTime(WARM_MS));
const during = [];
const without = [];
for (let snapshot = 0; snapshot < SNAPSHOTS; snapshot += 1) {
  clock.come();
  during.push(await traffic(send, untilWritten()));
  // As long without one: whoever watches longer sees longer turns.
  without.push(await traffic(send, inTime(during.at(-1).ms)));
}
const size = statSync(stateFile).size / 1e6;
await kit.stop();
rmSync(folder, { recursive: true });
const named = Object.entries(summed(without)).map(([name, one]) => [`${name}Without`, one]);
console.log(
  JSON.stringify({
    size,
    took: median(during.map(({ ms }) => ms)),
    ...Object.fromEntries(named),
    ...summed(during),
  }),
);
process.exit(0);
