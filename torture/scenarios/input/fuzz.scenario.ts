import { whatsappAdapter } from '@kapwa/adapter-whatsapp';
import { type PlatformEvent, parseBlueprint, type Route } from '@kapwa/core';
import { metaSignature } from '@kapwa/testing';
import fc from 'fast-check';
import { defineScenario } from '../../scenario.js';
import { bareAdapter, bareKit, message } from '../delivery/bare-kit.js';
import { settings, webhook } from '../delivery/webhook-load.js';

/** So long may one input take, ms; longer would keep everybody else waiting. */
const SLOWEST = 50;

/** One door by which text of strangers comes in. Answers what is wrong with how it was treated. */
interface Door {
  readonly name: string;
  readonly inputs: fc.Arbitrary<unknown>;
  take(input: unknown): Promise<string | undefined> | string | undefined;
  close(): Promise<void>;
}

const json = fc.jsonValue({ maxDepth: 4 });
const hostile = fc.constantFrom(
  '__proto__',
  'constructor',
  '/'.repeat(200),
  ' '.repeat(60_000),
  '\u0000',
  '\ud800',
  '{{x}}$t(y)',
  '[[[[((((',
  '9'.repeat(400),
  '@'.repeat(300),
  '\u202e\u200b',
);
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string(), hostile);

/** A value with something else in one place: what is nearly right gets furthest. */
function mutated(value: unknown): fc.Arbitrary<unknown> {
  const paths: (readonly string[])[] = [];
  const walk = (inner: unknown, path: readonly string[]): void => {
    paths.push(path);
    if (typeof inner !== 'object' || inner === null) return;
    for (const [key, item] of Object.entries(inner)) walk(item, [...path, key]);
  };
  walk(value, []);
  const put = (inner: unknown, [first, ...rest]: readonly string[], other: unknown): unknown => {
    if (first === undefined) return other;
    const copy: Record<string, unknown> = Array.isArray(inner)
      ? ([...inner] as unknown as Record<string, unknown>)
      : { ...(inner as object) };
    copy[first] = put(copy[first], rest, other);
    return copy;
  };
  return fc
    .tuple(fc.constantFrom(...paths), fc.oneof(json, text))
    .map(([path, other]) => put(value, path, other));
}

const blueprint = {
  community: {
    name: 'Health workers',
    purpose: { en: 'Care', sw: 'Huduma' },
    timeZone: 'Africa/Nairobi',
    languages: ['en', 'sw'],
    quietHours: { from: '21:00', to: '06:00' },
  },
  rules: [{ key: 'kind', text: { en: 'Be kind.' } }],
  people: { ana: { roles: ['helper'], accounts: { whatsapp: '+254700111222' } } },
  roles: { helper: { permissions: ['message.delete'] } },
  groups: { north: { kind: 'topic', admins: ['ana'], disappearing: '7 days' } },
  plugins: { conduct: { mode: 'observe' } },
  retention: { messages: '3 days' },
};

function blueprintDoor(): Door {
  return {
    name: 'community.yaml',
    inputs: fc.oneof(json, mutated(blueprint)),
    take(input) {
      const parsed = parseBlueprint(input);
      return parsed.ok || parsed.issues.length > 0 ? undefined : 'refused without a reason';
    },
    close: async () => undefined,
  };
}

/** What is posted to a webhook by whoever knows the secret: the platform, and its mistakes. */
async function webhookDoor(): Promise<Door> {
  const { kit } = bareKit({ adapters: [whatsappAdapter(settings)], schedules: false });
  const sample: unknown = JSON.parse(Buffer.from(webhook(1, Date.now()).body).toString());
  await kit.start();
  const route = kit.routes().find(({ method }) => method === 'POST') as Route;
  return {
    name: 'webhook',
    inputs: fc.oneof(
      { weight: 3, arbitrary: mutated(sample).map((value) => Buffer.from(JSON.stringify(value))) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    ),
    async take(input) {
      const body = input as Uint8Array;
      const headers = { 'x-hub-signature-256': metaSignature(body, settings.appSecrets[0]) };
      const { status } = await route.handle({ method: 'POST', url: route.path, headers, body });
      await kit.idle();
      return [200, 400, 413].includes(status) ? undefined : `answered ${status}`;
    },
    close: () => kit.stop(),
  };
}

/** Words somebody writes: as a command, to the bot, in a group. */
async function wordsDoor(): Promise<Door> {
  const { kit } = bareKit({ adapters: [bareAdapter(() => ({ kind: 'ok' }))], schedules: false });
  await kit.start();
  let failure: string | undefined;
  kit.events.on('plugin.failed', ({ error }) => {
    failure = error.message;
  });
  let count = 0;
  const command = fc.constantFrom('', '/help ', '/pause ', 'rules ', '/give ', 'STOP ', '/role ');
  return {
    name: 'words',
    inputs: fc.record({
      words: fc.tuple(command, text).map((parts) => parts.join('')),
      direct: fc.boolean(),
      name: text,
    }),
    async take(input) {
      const { words, direct, name } = input as { words: string; direct: boolean; name: string };
      count += 1;
      failure = undefined;
      const from = { id: `somebody-${count % 500}`, name };
      const chat = direct ? { id: from.id, direct } : { id: 'north-area', direct };
      const event: PlatformEvent = message(`w${count}`, { text: words, from, chat });
      await kit.receive(event).settled;
      await kit.idle();
      return failure;
    },
    close: () => kit.stop(),
  };
}

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
  trials: { quick: 300_000, full: 3_000_000 },
  async run({ trials, seed, progress }) {
    const broken: string[] = [];
    let slowest = 0;
    let done = 0;
    const doors = [blueprintDoor(), await webhookDoor(), await wordsDoor()];
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
      await close();
    }
    const figures = `${done.toLocaleString('en')} inputs at ${doors.length} doors, the slowest took ${slowest.toFixed(0)} ms`;
    return { trials: done, broken, figures };
  },
});

function show(input: unknown): string {
  const bytes = input instanceof Uint8Array ? Buffer.from(input).toString('latin1') : input;
  return JSON.stringify(bytes)?.slice(0, 300) ?? 'nothing';
}
