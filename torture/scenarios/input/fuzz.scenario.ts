import fc from 'fast-check';
import { defineScenario } from '../../scenario.js';
import { chatExportDoor } from './doors/chat-export.js';
import { communityFileDoor } from './doors/community-file.js';
import { journalDoor } from './doors/journal.js';
import { localeFileDoor } from './doors/locale-file.js';
import { telegramDoor, webhookDoor } from './doors/webhooks.js';
import { wordsDoor } from './doors/words.js';
import type { Door } from './inputs.js';

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
  trials: { quick: 700_000, full: 7_000_000 },
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
        const tried = await attempt(take, input);
        if (tried.wrong !== undefined) broken.push(`${name}: ${tried.wrong} for ${show(input)}`);
        let { took } = tried;
        // A garbage collection hits one input once; one that is slow is slow again.
        for (let again = 0; again < 2 && took > SLOWEST; again += 1) {
          took = Math.min(took, (await attempt(take, input)).took);
        }
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

interface Attempt {
  readonly wrong: string | undefined;
  /** ms of the processor: on a busy machine the clock on the wall tells of others. */
  readonly took: number;
}

async function attempt(take: Door['take'], input: unknown): Promise<Attempt> {
  const began = process.cpuUsage();
  let wrong: string | undefined;
  try {
    wrong = await take(input);
  } catch (error) {
    wrong = `threw ${String(error)}`;
  }
  const { user, system } = process.cpuUsage(began);
  return { wrong, took: (user + system) / 1_000 };
}

function show(input: unknown): string {
  const bytes = input instanceof Uint8Array ? Buffer.from(input).toString('latin1') : input;
  return JSON.stringify(bytes)?.slice(0, 300) ?? 'nothing';
}
