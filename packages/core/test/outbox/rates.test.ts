import { createKit, createMemoryStore, type Kit, type PlatformRate, type Store } from '@kapwa/core';
import { blueprintOf, healthWorkers, type TurnableClock, turnableClock } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { messageIn } from '../events.js';
import { storeOfProcess } from '../stores.js';
import { type Ask, askingFor } from './asking-plugin.js';
import { playing } from './playing.js';
import { type StrictPlatform, strictPlatform } from './strict-platform.js';

const SECOND = 1000;
const source = 'https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this';

const perSecond: PlatformRate = { scope: 'account', most: 5, per: SECOND, source };
const perChat: PlatformRate = { scope: 'chat', most: 1, per: SECOND, source };
const perMinute: PlatformRate = { scope: 'group', most: 20, per: 60 * SECOND, source };

const groups = ['north-area', 'cairo-team', 'basic-training'];

interface Limited {
  readonly kit: Kit;
  readonly clock: TurnableClock;
  readonly platform: StrictPlatform;
  readonly store: Store;
  /** Ends what its process held, as a crash does. */
  dies(): Promise<void>;
}

/** A kit on a messenger with rates, whose plugin asks for `asks` when somebody says `go`. */
async function limited(
  rates: readonly PlatformRate[],
  asks: readonly Ask[],
  before?: Limited,
): Promise<Limited> {
  const clock = before?.clock ?? turnableClock();
  const kept = before?.store ?? createMemoryStore();
  const { store, dies } = storeOfProcess(kept);
  const platform = before?.platform ?? strictPlatform(clock, rates);
  const { quietHours: _, ...community } = healthWorkers.community;
  const kit = createKit({
    communities: [blueprintOf({ ...healthWorkers, community })],
    adapters: [platform.adapter],
    plugins: [askingFor(asks)],
    clock,
    store,
  });
  await kit.start();
  const stopSettling = clock.settleWith(() => kit.idle());
  onTestFinished(async () => {
    stopSettling();
    await kit.stop();
  });
  const id = `go ${clock.now()} ${platform.arrived.length}`;
  await kit.receive(messageIn('north-area', 'go', { id })).settled;
  return { kit, clock, platform, store: kept, dies };
}

function says(count: number, to: string, options: Ask['options'] = {}): Ask[] {
  return Array.from({ length: count }, (_, index) => ({ to, say: `${index}`, options }));
}

describe('a messenger that takes only so much', () => {
  it('gets all of it, never more than it takes, and in order in every chat', async () => {
    const asks = groups.flatMap((to) => says(50, to));
    const { clock, platform } = await limited([perSecond, perChat, perMinute], asks);

    await clock.advance(4 * 60 * SECOND);

    expect(platform.breaches()).toBe(0);
    expect(platform.arrived).toHaveLength(150);
    for (const group of groups) {
      const here = platform.arrived.filter((one) => one.startsWith(`${group}: `));
      expect(here).toEqual(says(50, group).map(({ say }) => `${group}: ${say}`));
    }
  });

  it('is used to the full: nothing waits longer than it must', async () => {
    const { clock, platform } = await limited([perMinute], says(45, 'north-area'));

    await clock.advance(3 * 60 * SECOND);

    expect(platform.times.filter((time) => time === 0)).toHaveLength(20);
    expect(platform.times.at(-1)).toBe(120 * SECOND);
  });

  it('lets one chat that is at its limit stop no other', async () => {
    const asks = [...says(30, 'north-area'), { to: 'cairo-team', say: 'hello' }];
    const { clock, platform } = await limited([perMinute], asks);

    await clock.advance(0);

    expect(platform.arrived).toHaveLength(21);
    expect(platform.arrived).toContain('cairo-team: hello');
  });

  it('gets what is urgent first, whatever waits for the whole account', async () => {
    const bulk = groups.flatMap((to) => says(20, to, { priority: 'bulk' }));
    const urgent: Ask = { to: 'pharmacy', say: 'urgent', options: { priority: 'urgent' } };
    const { clock, platform } = await limited([perSecond], [...bulk, urgent]);

    await clock.advance(0);
    expect(platform.arrived).toHaveLength(5);
    await clock.advance(SECOND);

    expect(platform.arrived.indexOf('pharmacy: urgent')).toBeLessThanOrEqual(5);
  });

  it('gives every chat its turn', async () => {
    const asks = [...says(100, 'north-area'), { to: 'cairo-team', say: 'hello' }];
    const { clock, platform } = await limited([perSecond], asks);

    await clock.advance(2 * SECOND);

    expect(platform.arrived).toContain('cairo-team: hello');
  });

  it('is not asked for a kind that does not count later than for others', async () => {
    const onlyPolls: PlatformRate = { ...perMinute, most: 1, actions: ['poll.send'] };
    const { clock, platform } = await limited([onlyPolls], says(30, 'north-area'));

    await clock.advance(0);

    expect(platform.arrived).toHaveLength(30);
  });
});

describe('what was sent before a restart', () => {
  it('counts exactly after a stop', async () => {
    const first = await limited([perMinute], says(20, 'north-area'));
    await first.clock.advance(30 * SECOND);
    await first.kit.stop();

    const second = await limited([perMinute], says(5, 'north-area'), first);
    await second.clock.advance(30 * SECOND - 1);
    expect(second.platform.arrived).toHaveLength(20);
    await second.clock.advance(1);

    expect(second.platform.arrived).toHaveLength(25);
    expect(second.platform.breaches()).toBe(0);
  });

  it.each([5, 10, 11, 15, 20])('is not forgotten in a crash: %i messages', async (sent) => {
    const first = await limited([perSecond, perChat, perMinute], says(sent, 'north-area'));
    await first.clock.advance(20 * SECOND);
    expect(first.platform.arrived).toHaveLength(sent);
    await first.dies();

    const second = await limited([perSecond, perChat, perMinute], says(40, 'north-area'), first);
    await second.clock.advance(5 * 60 * SECOND);

    expect(second.platform.breaches()).toBe(0);
    expect(second.platform.arrived).toHaveLength(sent + 40);
  });

  it('is not forgotten in two crashes, one soon after the other', async () => {
    const first = await limited([perMinute], says(20, 'north-area'));
    await first.clock.advance(20 * SECOND);
    await first.dies();
    const second = await limited([perMinute], [], first);
    await second.clock.advance(5 * SECOND);
    await second.dies();
    const third = await limited([perMinute], says(40, 'north-area'), second);

    await third.clock.advance(5 * 60 * SECOND);

    expect(third.platform.breaches()).toBe(0);
    expect(third.platform.arrived).toHaveLength(60);
  });

  it('is written down only where a chat has used more than half', async () => {
    const { clock, store } = await limited(
      [perMinute],
      [...says(10, 'north-area'), ...says(18, 'cairo-team')],
    );
    await clock.advance(SECOND);

    const claims = (await store.list('core.budgets', 'claim/')).map(({ key, version }) => [
      key.endsWith('cairo-team'),
      version,
    ]);

    expect(claims).toEqual([[true, 1]]);
  });
});

describe('a messenger that says when to come again', () => {
  const wait = { kind: 'retry', reason: 'slow down', retryAfter: 10 * SECOND } as const;

  it('is obeyed for the whole chat, which keeps its order', async () => {
    const { platform, clock } = await playing([{ say: 'one' }, { say: 'two' }, { say: 'three' }], {
      prepare: ({ answersWith }) => answersWith([wait]),
    });

    await clock.advance(10 * SECOND - 1);
    expect(platform.asked()).toBe(1);
    await clock.advance(1);

    expect(platform.arrived).toEqual(['north-area: one', 'north-area: two', 'north-area: three']);
  });

  it('is obeyed everywhere when it means the whole account', async () => {
    const { platform, clock } = await playing([{ say: 'one' }, { say: 'two', to: 'cairo-team' }], {
      prepare: ({ answersWith, nextAsked }) => {
        answersWith([{ ...wait, wholeAccount: true }]);
        void nextAsked();
      },
    });
    const before = platform.asked();

    await clock.advance(10 * SECOND - 1);
    expect(platform.asked()).toBe(before);
    await clock.advance(SECOND);

    expect([...platform.arrived].sort()).toEqual(['cairo-team: two', 'north-area: one']);
  });

  it('keeps nobody waiting for an hour when the clock is set back by one meanwhile', async () => {
    const { platform, clock } = await playing([{ say: 'one' }, { say: 'two', to: 'cairo-team' }], {
      prepare: ({ answersWith, nextAsked }) => {
        answersWith([{ ...wait, wholeAccount: true }]);
        void nextAsked();
      },
    });

    await clock.set(clock.now() - 60 * 60 * SECOND);
    await clock.advance(21 * SECOND);

    expect([...platform.arrived].sort()).toEqual(['cairo-team: two', 'north-area: one']);
  });
});
