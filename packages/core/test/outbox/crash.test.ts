import { createEmbeddedStore } from '@kapwa/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { asLeftBehind, temporaryFolder } from '../temporary-folder.js';
import { playing } from './playing.js';

/** A bot that dies while a message is on its way, and its successor on what the disk holds. */
async function dieWhileSending(delivery: 'at-most-once' | 'at-least-once') {
  const folder = await temporaryFolder();
  const onSettled = { step: 'told' };
  let leaves = Promise.resolve();
  await playing([{ say: 'thank you', options: { delivery, onSettled } }], {
    store: createEmbeddedStore(folder),
    prepare: ({ holds, nextAsked }) => {
      onTestFinished(holds('north-area'));
      leaves = nextAsked();
    },
  });
  await leaves;
  const second = await playing([], { store: createEmbeddedStore(await asLeftBehind(folder)) });
  await second.kit.idle();
  return second;
}

describe('a bot that is killed while a message is on its way', () => {
  it('does not send it again where twice is worse than never, and says that it does not know', async () => {
    const second = await dieWhileSending('at-most-once');

    expect(second.platform.arrived).toEqual([]);
    expect(second.outcomes).toEqual([
      'thank you: unknown because the bot stopped while it was being sent, and it must not go out twice',
    ]);
    expect(second.told).toMatchObject([{ outcome: { kind: 'unknown' } }]);
  });

  it('sends it again where never is worse than twice', async () => {
    const second = await dieWhileSending('at-least-once');

    expect(second.platform.arrived).toEqual(['north-area: thank you']);
  });
});

describe('a bot that is stopped with messages waiting', () => {
  it('sends them after the next start, those that wait for others too', async () => {
    const folder = await temporaryFolder();
    const first = await playing(
      [{ say: 'one' }, { say: 'two', after: ['one'] }, { say: 'expired', options: { expires: 1 } }],
      {
        store: createEmbeddedStore(folder),
        prepare: ({ answersWith }) => {
          answersWith([{ kind: 'retry', reason: 'later', retryAfter: 1000 }]);
        },
      },
    );
    await first.kit.idle();
    await first.kit.stop();
    expect(first.clock.waiting()).toBe(0);

    const second = await playing([], { store: createEmbeddedStore(folder) });
    await second.clock.advance(1000);
    await second.kit.idle();

    expect(first.platform.arrived).toEqual([]);
    expect(second.platform.arrived).toEqual(['north-area: one', 'north-area: two']);
  });

  it('does not forget that one of them was blocked', async () => {
    const folder = await temporaryFolder();
    const late = { notBefore: Date.UTC(2027, 2, 1, 9) };
    const first = await playing([{ say: 'one' }, { say: 'two', after: ['one'], options: late }], {
      store: createEmbeddedStore(folder),
      prepare: ({ answersWith }) => answersWith([{ kind: 'refused', reason: 'blocked' }]),
    });
    await first.kit.idle();
    await first.kit.stop();

    const second = await playing([], { store: createEmbeddedStore(folder) });
    await second.clock.advance(3_600_000);
    await second.kit.idle();

    expect(second.platform.arrived).toEqual([]);
  });
});
