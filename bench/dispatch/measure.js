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
const IN_FLIGHT = 64;

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
  for (let n = 0; n < WARM_MESSAGES && performance.now() < end; n += 1) await one(0);
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] * 1000;
}

async function oneAtATime() {
  const took = [];
  const cpu = process.cpuUsage();
  const began = performance.now();
  let now = began;
  while (now - began < MEASURED_MS) {
    await one(0);
    const after = performance.now();
    took.push(after - now);
    now = after;
  }
  const { user, system } = process.cpuUsage(cpu);
  took.sort((a, b) => a - b);
  return {
    cpu: (user + system) / took.length,
    rate: (took.length / (now - began)) * 1000,
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
  };
}

async function sideBySide() {
  const took = [];
  const began = performance.now();
  const cpu = process.cpuUsage();
  const chat = async (id) => {
    while (performance.now() - began < MEASURED_MS) {
      const before = performance.now();
      await one(id);
      took.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, (_, id) => chat(id)));
  const { user, system } = process.cpuUsage(cpu);
  const spent = performance.now() - began;
  took.sort((a, b) => a - b);
  return {
    cpu64: (user + system) / took.length,
    rate64: (took.length / spent) * 1000,
    p50of64: quantile(took, 0.5),
    p99of64: quantile(took, 0.99),
  };
}

await warmUp();
const alone = await oneAtATime();
const together = await sideBySide();
const { rss } = process.memoryUsage();
await subject.stop?.();
console.log(JSON.stringify({ ...alone, ...together, rss: rss / 1e6 }));
process.exit(0);
