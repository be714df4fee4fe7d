/**
 * Measures one subject in a process of its own, and prints what it found as one line of JSON:
 * `node dispatch/measure.js SUBJECT PLUGINS [--translated] [--listeners N] [--store FOLDER]`.
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

/** Until the code is warm: at least so many messages, and not much longer than that. */
const WARM_MESSAGES = 20_000;
const WARM_MS = 4_000;
const MEASURED_MS = 2_500;
/** In turns of so long, so that what grows with every message grows for all ways alike. */
const SLICE_MS = 250;
const IN_FLIGHT = 64;
/** So many messages in a row are of one chat at first: all people of the bench, in each of them. */
const PEOPLE = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    translated: { type: 'boolean', default: false },
    listeners: { type: 'string', default: '0' },
  },
});
const [name, count = '1'] = positionals;
const plugins = Number(count);
const { start } = await import(`./subjects/${name}.js`);
const subject = await start({
  plugins,
  listeners: Number(values.listeners),
  translated: values.translated,
});

let index = 0;
const text = () => `/cmd${index % plugins} please`;
const one = (chat) => {
  index += 1;
  return subject.send(index, chat, text());
};

async function warmUp() {
  const end = performance.now() + WARM_MS;
  for (let n = 0; n < WARM_MESSAGES && performance.now() < end; n += 1) {
    await one(Math.floor(n / PEOPLE) % IN_FLIGHT);
  }
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] * 1000;
}

/** One way of sending messages, and what it took so far. */
const way = (begin) => ({ begin, took: [], cpu: 0, ms: 0 });

/** One after the other, until `isOver`. */
async function inTurn(took, isOver, nextChat) {
  for (let before = performance.now(); !isOver(before); ) {
    await one(nextChat());
    const after = performance.now();
    took.push(after - before);
    before = after;
  }
}

/** One message in flight, always in the same chat. */
const alone = way((took, isOver) => inTurn(took, isOver, () => 0));

/** One message in flight, over all chats: beside the next one, only what is in flight differs. */
let turn = 0;
const around = way((took, isOver) =>
  inTurn(took, isOver, () => {
    turn += 1;
    return turn % IN_FLIGHT;
  }),
);

/** A message in flight in every chat. */
const together = way((took, isOver) =>
  Promise.all(Array.from({ length: IN_FLIGHT }, (_, chat) => inTurn(took, isOver, () => chat))),
);

async function slice(way) {
  const began = performance.now();
  const cpu = process.cpuUsage();
  await way.begin(way.took, (now) => now - began >= SLICE_MS);
  const { user, system } = process.cpuUsage(cpu);
  way.cpu += user + system;
  way.ms += performance.now() - began;
}

function figuresOf({ took, cpu, ms }) {
  took.sort((a, b) => a - b);
  return {
    cpu: cpu / took.length,
    rate: (took.length / ms) * 1000,
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
  };
}

await warmUp();
/** There and back: what is remembered grows with every message, and those who come later find more. */
let ways = [alone, around, together];
for (let spent = 0; spent < MEASURED_MS; spent += SLICE_MS) {
  for (const each of ways) await slice(each);
  ways = ways.toReversed();
}
const { rss } = process.memoryUsage();
await subject.stop?.();
const { rate: rateAround, cpu: cpuAround } = figuresOf(around);
const { rate: rate64, cpu: cpu64, p50: p50of64, p99: p99of64 } = figuresOf(together);
console.log(
  JSON.stringify({
    ...figuresOf(alone),
    ...{ rateAround, cpuAround, rate64, cpu64, p50of64, p99of64 },
    rss: rss / 1e6,
  }),
);
process.exit(0);
