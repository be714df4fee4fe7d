import { defineAdapter, plain, type StepResult } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { doer, told } from '../actions/doer.js';
import { messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { playing } from './playing.js';

const lost: StepResult = { kind: 'unknown', reason: 'the answer was lost' };
const group = 'north-area';

describe('an action whose answer is lost', () => {
  it('is tried again where never is worse than twice', async () => {
    const { platform, clock } = await playing([{ say: 'hello' }], {
      prepare: ({ answersWith }) => answersWith([lost]),
    });

    await clock.advance(60_000);

    expect(platform.asked()).toBe(2);
    expect(platform.arrived).toEqual(['north-area: hello']);
  });

  it('is not tried again where twice is worse than never', async () => {
    const options = { delivery: 'at-most-once' } as const;
    const { platform, clock, outcomes, store } = await playing([{ say: 'hello', options }], {
      prepare: ({ answersWith }) => answersWith([lost]),
    });

    await clock.advance(60_000);

    expect(platform.asked()).toBe(1);
    expect(outcomes).toEqual(['hello: unknown because the answer was lost']);
    expect(await store.outgoing()).toEqual([]);
  });

  it('says which parts certainly went out before', async () => {
    const does = doer({
      go: (context) => {
        const text = plain(Array.from({ length: 2500 }, (_, index) => `w${index}`).join(' '));
        const send = { kind: 'message.send', to: { group }, text } as const;
        context.perform(send, { ...told, delivery: 'at-most-once' });
      },
    });
    await using community = await testCommunity({ plugins: [does.plugin] });
    let written = 0;
    community.world.subscribe((change) => {
      if (change.kind !== 'wrote' || change.message.author !== community.world.bot.id) return;
      written += 1;
      if (written === 2) community.world.line.loseAnswers(1);
    });

    await community.says('ana', group, 'go');
    await community.passes('1 hour');

    expect(does.outcomes).toMatchObject([{ kind: 'unknown', messages: ['m2'] }]);
    expect(community.group(group).fromBot).toHaveLength(2);
  });
});

describe('a messenger that never answers', () => {
  it('is asked again after five minutes, and holds up no other chat meanwhile', async () => {
    const { platform, clock } = await playing(
      [{ say: 'hello' }, { say: 'there', to: 'cairo-team' }],
      {
        prepare: ({ holds }) => onTestFinished(holds('north-area')),
      },
    );
    expect(platform.arrived).toEqual(['cairo-team: there']);

    await clock.advance(6 * 60_000);

    expect(platform.asked()).toBe(3);
  });

  it('is not asked again for what must not go out twice', async () => {
    const options = { delivery: 'at-most-once' } as const;
    const { outcomes, clock } = await playing([{ say: 'hello', options }], {
      prepare: ({ holds }) => onTestFinished(holds('north-area')),
    });

    await clock.advance(6 * 60_000);

    expect(outcomes).toEqual(['hello: unknown because no answer came in time']);
  });
});

describe('an action for which the bot turns out to lack the right', () => {
  it.each([
    [
      'is handed over, as if it had been known before',
      {},
      'not an admin The admins who were asked could not do it either.',
    ],
    ['is refused where no admin is to be asked', { assist: false }, 'not an admin'],
  ])('%s', async (_, options, reason) => {
    const does = doer({
      go: (context) =>
        void context.perform(
          { kind: 'posting.set', group, posting: 'admins' },
          { ...told, delivery: 'at-most-once', ...options },
        ),
    });
    const adapter = defineAdapter({
      name: 'playground',
      maxText: 4096,
      encode: () => [{ op: 'set', body: {} }],
      capability: () => ({ level: 'native' }),
      connect: () => ({
        perform: async () => ({ kind: 'refused', reason: 'not an admin', lacksRight: true }),
        close: () => undefined,
      }),
    });
    const { kit, store } = await hostedKit({ adapters: [adapter], plugins: [does.plugin] });

    await kit.receive(messageIn(group, 'go')).settled;
    await kit.idle();

    expect(does.outcomes).toEqual([{ kind: 'refused', reason }]);
    expect(await store.outgoing()).toEqual([]);
  });
});
