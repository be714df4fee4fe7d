import fc from 'fast-check';
import { defineScenario } from '../../scenario.js';
import { chatExportDoor } from './doors/chat-export.js';
import { communityFileDoor } from './doors/community-file.js';
import { journalDoor } from './doors/journal.js';
import { localeFileDoor } from './doors/locale-file.js';
import { telegramDoor, webhookDoor } from './doors/webhooks.js';
import { wordsDoor } from './doors/words.js';

/** So long may one input take, ms; longer would keep everybody else waiting. */
const SLOWEST = 50;

/** So many inputs are made before they are tried. */
const AT_ONCE = 2_000;

function* samples(inputs: fc.Arbitrary<unknown>, count: number, seed: number): Iterable<unknown> {
  for (let made = 0; made < count; made += AT_ONCE) {
    yield* fc.sample(inputs, { seed: seed + made, numRuns: Math.min(AT_ONCE, count - made) });
  }
}

/** Everything strangers may write, through every door at which it is read. */
export default defineScenario({
  name: 'input/fuzz',
  promise: 'whatever is written, nothing throws, takes long or pollutes; it is read or refused',
  trials: { quick: 350_000, full: 7_000_000 },
  async run({ trials, seed, progress }) {
    const broken: string[] = [];
    let slowest = 0;
    let done = 0;
    const doors = [
      chatExportDoor(),
      communityFileDoor(),
      journalDoor(),
      localeFileDoor(),
      telegramDoor(),
      await webhookDoor(),
      await wordsDoor(),
    ];
    const each = Math.ceil(trials / doors.length);
    for (const { name, inputs, take, close } of doors) {
      for (const input of samples(inputs, each, seed)) {
        const began = process.cpuUsage();
        try {
          const wrong = await take(input);
          if (wrong !== undefined) broken.push(`${name}: ${wrong} for ${show(input)}`);
        } catch (error) {
          broken.push(`${name} threw ${String(error)} for ${show(input)}`);
        }
        // Time of the processor: on a busy machine the clock on the wall tells of others.
        const { user, system } = process.cpuUsage(began);
        const took = (user + system) / 1_000;
        slowest = Math.max(slowest, took);
        if (took > SLOWEST) broken.push(`${name} took ${took.toFixed(0)} ms for ${show(input)}`);
        if (Reflect.has({}, 'polluted') || Object.keys(Object.prototype).length > 0) {
          broken.push(`${name} polluted every object by ${show(input)}`);
        }
        done += 1;
        if (done % 1_000 === 0) progress(done);
      }
      await close?.();
    }
    const figures = `${done.toLocaleString('en')} inputs at ${doors.length} doors, the slowest took ${slowest.toFixed(0)} ms`;
    return { trials: done, broken, figures };
  },
});

function show(input: unknown): string {
  const bytes = input instanceof Uint8Array ? Buffer.from(input).toString('latin1') : input;
  return JSON.stringify(bytes)?.slice(0, 300) ?? 'nothing';
}
