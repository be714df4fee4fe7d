import { plain, systemClock } from '@kapwa/core';
import { defineScenario } from '../../scenario.js';
import { bareAdapter, bareKit, barePlugin, message } from './bare-kit.js';

const OTHERS = 1_050;
const PER_TURN = 100;

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length * part)] ?? 0;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** How long the others wait for their answers, ms, while one sender sends `flood` messages. */
async function waits(flood: number): Promise<{ times: number[]; answers: number; rss: number }> {
  const before = process.memoryUsage().rss / 1_048_576;
  let answers = 0;
  const plugin = barePlugin('answering', (scope) => {
    scope.on('message.received', { phase: 'command' }, (context, event) => {
      const to = { person: context.actor?.person.id ?? '' };
      context.perform({ kind: 'message.send', to, text: plain(event.text) });
      return 'handled';
    });
  });
  const adapter = bareAdapter((chat) => {
    if (chat === 'flooder') answers += 1;
    return { kind: 'ok', message: 'm' };
  });
  const { kit } = bareKit({ adapters: [adapter], plugins: [plugin], clock: systemClock });
  await kit.start();
  const from = (id: string) => ({ chat: { id, direct: true }, from: { id }, at: Date.now() });
  const times: number[] = [];
  const running: Promise<unknown>[] = [];
  const total = Math.max(flood, OTHERS * 10);
  for (let sent = 0, other = 0; sent < total; sent += PER_TURN) {
    if (sent < flood) {
      for (let index = 0; index < PER_TURN; index += 1) {
        running.push(kit.receive(message(`f${sent + index}`, from('flooder'))).settled);
      }
    }
    for (let index = 0; index < 10 && other < OTHERS; index += 1, other += 1) {
      const begun = performance.now();
      const { settled } = kit.receive(message(`o${other}`, from(`person-${other}`)));
      running.push(settled.then(() => times.push(performance.now() - begun)));
    }
    await turn();
  }
  await Promise.all(running);
  await kit.idle();
  const rss = process.memoryUsage().rss / 1_048_576 - before;
  await kit.stop();
  return { times, answers, rss };
}

/** One sender against everybody else. */
export default defineScenario({
  name: 'delivery/flood',
  promise: 'one sender with 10,000 messages keeps 1,050 others waiting less than twice as long',
  trials: { quick: 1, full: 10 },
  timed: true,
  async run({ trials, progress }) {
    const broken: string[] = [];
    let figures = '';
    await waits(1_000);
    for (let trial = 0; trial < trials; trial += 1) {
      // As much work without the flood: what is measured is who waits for whom.
      const calm = await waits(0);
      const flooded = await waits(10_000);
      const before = percentile(calm.times, 0.95);
      const during = percentile(flooded.times, 0.95);
      const [worstBefore, worst] = [calm, flooded].map(({ times }) => percentile(times, 0.99));
      figures = `p95 ${during.toFixed(1)} ms beside ${before.toFixed(1)} ms, p99 ${worst?.toFixed(1)} ms beside ${worstBefore?.toFixed(1)} ms, ${flooded.answers} answers to the flood, ${flooded.rss.toFixed(0)} MB more memory`;
      // Below a few ms it is the other work of the process that is measured.
      if (during > Math.max(2 * before, 10)) broken.push(figures);
      if ((worst ?? 0) > Math.max(3 * (worstBefore ?? 0), 20)) broken.push(figures);
      if (flooded.answers > 42) broken.push(`${flooded.answers} answers to one flood`);
      if (flooded.rss > 200) broken.push(`${flooded.rss.toFixed(0)} MB more memory`);
      progress(trial + 1);
    }
    return { trials, broken, figures };
  },
});
