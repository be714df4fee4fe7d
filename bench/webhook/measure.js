/**
 * Signed webhooks of the WhatsApp Cloud API, one message each, to one server:
 * `node webhook/measure.js SUBJECT`. 32 connections that are kept open.
 *
 * The requests are made and signed before: who calls must not be slower than who answers.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { openCaller } from './caller.js';
import { check } from './check.js';
import { requestOf } from './requests.js';

const CONNECTIONS = 32;
const WARM = 30_000;
const STEADY = 60_000;
const BURSTS = 15;
const BURST = 1_500;
/** Whoever is slow is not measured to the end, ms. */
const LONGEST = 6_000;
const SLICE = 2_000;

const [subject] = process.argv.slice(2);
const server = fork(new URL('./server.js', import.meta.url), [subject]);
const [{ port }] = await once(server, 'message');

/** CPU time so far in µs, and how many messages have been handled. */
async function look(what) {
  server.send(what);
  const [answer] = await once(server, 'message');
  return answer;
}

let made = 0;
const prepared = (count) =>
  Array.from({ length: count }, () => {
    made += 1;
    return requestOf(made);
  });

const caller = await openCaller(port, CONNECTIONS);

async function steady(count, longest) {
  const requests = prepared(count);
  const before = await look('now');
  const took = [];
  let wrong = 0;
  const began = performance.now();
  for (let at = 0; at < count && performance.now() - began < longest; at += SLICE) {
    const slice = await caller.post(requests.slice(at, at + SLICE));
    for (const one of slice.took) took.push(one);
    wrong += slice.wrong;
  }
  const spent = performance.now() - began;
  const after = await look('now');
  await look('idle');
  took.sort((a, b) => a - b);
  return {
    rate: (took.length / spent) * 1000,
    cpu: (after.cpu - before.cpu) / took.length,
    p50: took[Math.floor(took.length * 0.5)],
    p99: took[Math.floor(took.length * 0.99)],
    wrong,
    handled: (after.handled - before.handled) / took.length,
  };
}

/** Bursts with pauses between them, in which everything is handled. */
async function bursts() {
  let spent = 0;
  let cpu = 0;
  for (let n = 0; n < BURSTS; n += 1) {
    const requests = prepared(BURST);
    const before = await look('now');
    const burst = await caller.post(requests);
    cpu += (await look('now')).cpu - before.cpu;
    spent += burst.spent;
    await look('idle');
  }
  return { burstRate: ((BURSTS * BURST) / spent) * 1000, burstCpu: cpu / (BURSTS * BURST) };
}

if (subject !== 'floor') await check(port, async () => (await look('idle')).handled);
await steady(WARM, LONGEST);
const found = { ...(await steady(STEADY, LONGEST)), ...(await bursts()) };
caller.close();
server.disconnect();
console.log(JSON.stringify(found));
process.exit(0);
