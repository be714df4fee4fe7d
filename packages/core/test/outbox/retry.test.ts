import { describe, expect, it } from 'vitest';
import { playing } from './playing.js';

const SECOND = 1000;

describe('an action the messenger does not take at once', () => {
  it('is tried again when the messenger said it may be', async () => {
    const { platform, clock } = await playing([{ say: 'hello' }], {
      prepare: ({ answersWith }) =>
        answersWith([{ kind: 'retry', reason: 'slow down', retryAfter: 7 * SECOND }]),
    });

    await clock.advance(7 * SECOND - 1);
    expect(platform.asked()).toBe(1);
    await clock.advance(1);

    expect(platform.arrived).toEqual(['north-area: hello']);
  });

  it('does not hold up other chats', async () => {
    const { platform } = await playing([{ say: 'hello' }, { say: 'elsewhere', to: 'cairo-team' }], {
      prepare: ({ answersWith }) =>
        answersWith([{ kind: 'retry', reason: 'slow down', retryAfter: 60 * SECOND }]),
    });

    expect(platform.arrived).toEqual(['cairo-team: elsewhere']);
  });

  it('gets through in the end where the messenger takes one message a second', async () => {
    const says = Array.from({ length: 20 }, (_, index) => ({ say: `message ${index}` }));
    const { platform, clock, outcomes } = await playing(says, {
      prepare: ({ limits }) => limits(1),
    });

    await clock.advance(120 * SECOND);

    expect([...platform.arrived].sort()).toEqual(
      says.map(({ say }) => `north-area: ${say}`).sort(),
    );
    expect(outcomes).toHaveLength(20);
  });

  it('goes out after an outage of six hours', async () => {
    const { platform, clock } = await playing([{ say: 'hello' }], {
      prepare: ({ answersWith }) => {
        const unreachable = { kind: 'retry', reason: 'unreachable' } as const;
        answersWith(Array.from({ length: 10_000 }, () => unreachable));
      },
    });

    await clock.advance(6 * 3_600 * SECOND);
    expect(platform.arrived).toEqual([]);
    platform.answersWith([]);
    await clock.advance(15 * 60 * SECOND);

    expect(platform.arrived).toEqual(['north-area: hello']);
  });

  it('is given up at last, with a reason a person understands', async () => {
    const { platform, clock, outcomes } = await playing([{ say: 'hello' }], {
      prepare: ({ answersWith }) => {
        const unreachable = { kind: 'retry', reason: 'unreachable' } as const;
        answersWith(Array.from({ length: 10_000 }, () => unreachable));
      },
    });

    await clock.advance(3 * 24 * 3_600 * SECOND);

    expect(platform.arrived).toEqual([]);
    expect(outcomes.filter((one) => one.startsWith('hello'))).toEqual([
      expect.stringMatching(/^hello: refused because given up after \d+ tries.*: unreachable$/),
    ]);
  });

  it('is refused with the reason where the adapter says it cannot be done', async () => {
    const { outcomes } = await playing([{ say: 'hello', to: 'no-such-group' }]);

    expect(outcomes).toEqual(['hello: refused because there is no group "no-such-group"']);
  });
});

describe('an adapter that throws', () => {
  it('is asked again, as the message may be sent twice rather than not at all', async () => {
    const { platform, clock } = await playing([{ say: 'hello' }], {
      prepare: ({ answersWith }) => answersWith([new Error('connection reset')]),
    });

    await clock.advance(60 * SECOND);

    expect(platform.arrived).toEqual(['north-area: hello']);
  });

  it('is not asked again for what must not go out twice: nobody knows whether it did', async () => {
    const { platform, clock, outcomes } = await playing(
      [{ say: 'hello', options: { delivery: 'at-most-once' } }],
      { prepare: ({ answersWith }) => answersWith([new Error('connection reset')]) },
    );

    await clock.advance(60 * SECOND);

    expect(platform.asked()).toBe(1);
    expect(outcomes).toEqual([expect.stringMatching(/^hello: unknown because .*connection reset/)]);
  });

  it('in writing a message down loses that message, not the ones behind it', async () => {
    const { platform, outcomes, store } = await playing([{ say: 'unwritable' }, { say: 'fine' }]);

    expect(platform.arrived).toEqual(['north-area: fine']);
    expect(outcomes[0]).toMatch(/^unwritable: refused because/);
    expect(await store.outgoing()).toEqual([]);
  });
});
