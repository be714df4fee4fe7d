import { type PlatformRate, plain, type StepResult } from '@kapwa/core';
import { defineScenario } from '../../scenario.js';
import { randomFrom } from '../store/random.js';
import { bareAdapter, bareKit, barePlugin, message } from './bare-kit.js';

const PEOPLE = 1_050;
const GROUPS = 20;
const source = 'https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this';

const rates: readonly PlatformRate[] = [
  { scope: 'account', most: 30, per: 1_000, source },
  { scope: 'chat', most: 1, per: 1_000, source },
  { scope: 'group', most: 20, per: 60_000, source },
];

/** A messenger with strict limits, which has storms of "come again later" besides. */
function strict(now: () => number, random: () => number) {
  const requests: { at: number; chat: string }[] = [];
  const quiet = new Map<string, number>();
  let breaches = 0;
  let storms = 0;
  let sent = 0;
  const take = (chat: string): StepResult => {
    const at = now();
    if ((quiet.get(chat) ?? 0) > at || (quiet.get('') ?? 0) > at) breaches += 1;
    for (const { scope, most, per } of rates) {
      const recent = requests.filter(
        (one) => one.at > at - per && (scope === 'account' || one.chat === chat),
      );
      if (recent.length >= most) breaches += 1;
    }
    while ((requests[0]?.at ?? at) <= at - 60_000) requests.shift();
    requests.push({ at, chat });
    if (random() < 0.02) {
      storms += 1;
      const wholeAccount = random() < 0.3;
      const retryAfter = 1_000 + Math.floor(random() * 30_000);
      quiet.set(wholeAccount ? '' : chat, at + retryAfter);
      return { kind: 'retry', reason: 'too many requests', retryAfter, wholeAccount };
    }
    sent += 1;
    return { kind: 'ok', message: `m${sent}` };
  };
  return { take, result: () => ({ breaches, storms, sent }) };
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
  const world = bareKit({ schedules: false });
  const { clock } = world;
  const messenger = strict(clock.now, randomFrom(seed));
  const { kit, store } = bareKit(
    { adapters: [bareAdapter(messenger.take, { rates })], plugins: [plugin], schedules: false },
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
  return { ...messenger.result(), minutes: (clock.now() - begun) / 60_000 };
}

/** Work for a whole programme on a messenger with strict limits. */
export default defineScenario({
  name: 'delivery/rates',
  promise: '1,050 recognitions drain through strict limits and storms, with no breach and no loss',
  trials: { quick: 1, full: 50 },
  async run({ trials, seed, progress }) {
    const broken: string[] = [];
    let figures = '';
    for (let trial = 0; trial < trials; trial += 1) {
      const { breaches, storms, sent, minutes } = await drain(seed + trial);
      figures = `${sent} sent in ${minutes.toFixed(0)} simulated minutes, ${breaches} breaches, ${storms} storms`;
      if (breaches > 0 || sent !== PEOPLE) broken.push(`seed ${seed + trial}: ${figures}`);
      progress(trial + 1);
    }
    return { trials, broken, figures };
  },
});
