import { type PlatformRate, plain, type StepResult } from '@kapwa/core';
import { turnableClock } from '@kapwa/testing';
import { defineScenario } from '../../scenario.js';
import { largeProgramme, PEOPLE } from '../community/large-programme.js';
import { randomFrom } from '../store/random.js';
import { bareAdapter, bareKit, barePlugin, message } from './bare-kit.js';

const GROUPS = 20;
/** Waits of the whole account are kept under this. */
const WHOLE_ACCOUNT = '';
const source = 'https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this';

const rates: readonly PlatformRate[] = [
  { scope: 'account', most: 30, per: 1_000, source },
  { scope: 'chat', most: 1, per: 1_000, source },
  { scope: 'group', most: 20, per: 60_000, source },
];

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * A messenger with strict limits, which has storms of "come again later" besides. It takes a moment
 * to answer: what is on its way by then cannot know, but whatever is sent once the bot has heard of
 * a wait breaches it.
 */
function strict(now: () => number, random: () => number) {
  const requests: { at: number; chat: string }[] = [];
  const quiet = new Map<string, number>();
  const heard = new Map<string, number>();
  const counts = { breaches: 0, storms: 0, onTheirWay: 0, sent: 0 };

  const until = (waits: ReadonlyMap<string, number>, chat: string): number =>
    Math.max(waits.get(chat) ?? 0, waits.get(WHOLE_ACCOUNT) ?? 0);

  const count = (chat: string, at: number): void => {
    for (const { scope, most, per } of rates) {
      const recent = requests.filter(
        (one) => one.at > at - per && (scope === 'account' || one.chat === chat),
      );
      if (recent.length >= most) counts.breaches += 1;
    }
    while ((requests[0]?.at ?? at) <= at - 60_000) requests.shift();
    requests.push({ at, chat });
  };

  const answer = (chat: string, at: number): StepResult => {
    const wholeAccount = until(quiet, WHOLE_ACCOUNT) > at;
    const left = until(quiet, chat) - at;
    if (left <= 0) {
      counts.sent += 1;
      return { kind: 'ok', message: `m${counts.sent}` };
    }
    const about = wholeAccount ? WHOLE_ACCOUNT : chat;
    // A turn later, so that the bot has had the time to read it.
    setImmediate(() => heard.set(about, at + left));
    return { kind: 'retry', reason: 'too many requests', retryAfter: left, wholeAccount };
  };

  const take = async (chat: string): Promise<StepResult> => {
    const at = now();
    if (until(heard, chat) > at) counts.breaches += 1;
    else if (until(quiet, chat) > at) counts.onTheirWay += 1;
    count(chat, at);
    if (until(quiet, chat) <= at && random() < 0.02) {
      counts.storms += 1;
      const about = random() < 0.3 ? WHOLE_ACCOUNT : chat;
      quiet.set(about, at + 1_000 + Math.floor(random() * 30_000));
    }
    await turn();
    return answer(chat, at);
  };
  return { take, counts };
}

async function drain(seed: number) {
  const plugin = barePlugin('thanking', (scope) => {
    scope.on('message.received', {}, async (context) => {
      const groups = (await context.groups()).slice(0, GROUPS);
      for (let index = 0; index < PEOPLE; index += 1) {
        const to = { group: groups[index % groups.length]?.key ?? '' };
        const text = plain(`Thank you, number ${index}`);
        const options = { priority: 'bulk', delivery: 'at-most-once' } as const;
        context.perform({ kind: 'message.send', to, text }, options);
      }
    });
  });
  const clock = turnableClock();
  const messenger = strict(clock.now, randomFrom(seed));
  const { kit, store } = bareKit(
    {
      communities: [largeProgramme({ awake: true })],
      adapters: [bareAdapter(messenger.take, { rates })],
      plugins: [plugin],
      schedules: false,
    },
    { clock },
  );
  await kit.start();
  clock.settleWith(() => kit.idle());
  const begun = clock.now();
  await kit.receive(message('go', { at: begun })).settled;
  while ((await store.outgoing()).length > 0 && clock.now() < begun + 6 * 3_600_000) {
    await clock.advance(10_000);
  }
  await kit.stop();
  return { ...messenger.counts, minutes: (clock.now() - begun) / 60_000 };
}

/** Work for a whole programme on a messenger with strict limits. */
export default defineScenario({
  name: 'delivery/rates',
  promise: '1,050 recognitions drain through strict limits and storms, with no breach and no loss',
  trials: { quick: 1, full: 50 },
  alone: true,
  async run({ trials, seed, progress }) {
    const broken: string[] = [];
    const all = { storms: 0, onTheirWay: 0, slowest: 0 };
    for (let trial = 0; trial < trials; trial += 1) {
      const { breaches, storms, onTheirWay, sent, minutes } = await drain(seed + trial);
      all.storms += storms;
      all.slowest = Math.max(all.slowest, minutes);
      if (breaches > 0 || sent !== PEOPLE) {
        broken.push(`seed ${seed + trial}: ${sent} sent, ${breaches} breaches, ${storms} storms`);
      }
      all.onTheirWay += onTheirWay;
      progress(trial + 1);
    }
    const figures = `${PEOPLE} each time in at most ${all.slowest.toFixed(0)} simulated minutes, ${all.storms} storms, ${all.onTheirWay} requests on their way as one began`;
    return { trials, broken, figures };
  },
});
