import { describe, expect, it } from 'vitest';
import { MORNING } from '../events.js';
import { playing } from './playing.js';

const SECOND = 1000;

describe('what plugins ask for', () => {
  it('goes out in the order in which it was asked for', async () => {
    const { platform } = await playing(['one', 'two', 'three'].map((say) => ({ say })));

    expect(platform.arrived).toEqual(['north-area: one', 'north-area: two', 'north-area: three']);
  });

  it('goes out by priority where several wait for one chat', async () => {
    let open = (): void => undefined;
    const { platform, rest } = await playing(
      [
        { say: 'first in line' },
        { say: 'for later', options: { priority: 'bulk' } },
        { say: 'a notice', options: { priority: 'notice' } },
        { say: 'a reply' },
        { say: 'urgent', options: { priority: 'urgent' } },
        { say: 'another reply', options: { priority: 'reply' } },
      ],
      {
        prepare: ({ holds }) => {
          open = holds('north-area');
        },
      },
    );

    open();
    await rest();

    expect(platform.arrived.map((line) => line.replace('north-area: ', ''))).toEqual([
      'first in line',
      'urgent',
      'a reply',
      'another reply',
      'a notice',
      'for later',
    ]);
  });

  it('does not wait for a chat that takes nothing, if it goes to another', async () => {
    let open = (): void => undefined;
    const { platform, rest } = await playing(
      [{ say: 'stuck' }, { say: 'elsewhere', to: 'basic-training' }],
      {
        prepare: ({ holds }) => {
          open = holds('north-area');
        },
      },
    );

    expect(platform.arrived).toEqual(['basic-training: elsewhere']);
    open();
    await rest();

    expect(platform.arrived).toEqual(['basic-training: elsewhere', 'north-area: stuck']);
  });

  it('is not sent before its time', async () => {
    const options = { notBefore: MORNING + 10 * SECOND };
    const { platform, clock } = await playing([{ say: 'later', options }, { say: 'now' }]);

    await clock.advance(10 * SECOND - 1);
    expect(platform.arrived).toEqual(['north-area: now']);
    await clock.advance(1);

    expect(platform.arrived).toEqual(['north-area: now', 'north-area: later']);
  });

  it('is not sent after its time, and holds up nothing', async () => {
    const { platform, outcomes, clock } = await playing([
      { say: 'too late', options: { notBefore: MORNING + 2 * SECOND, expires: MORNING + SECOND } },
      { say: 'in time', options: { expires: MORNING + SECOND } },
    ]);

    await clock.advance(2 * SECOND);

    expect(platform.arrived).toEqual(['north-area: in time']);
    expect(outcomes).toEqual(['in time: sent', 'too late: expired']);
  });
});

describe('an action that is to come after others', () => {
  it('waits for them, also when they go to another chat', async () => {
    let open = (): void => undefined;
    const { platform, rest } = await playing(
      [{ say: 'first' }, { say: 'second', to: 'basic-training', after: ['first'] }],
      {
        prepare: ({ holds }) => {
          open = holds('north-area');
        },
      },
    );

    expect(platform.arrived).toEqual([]);
    open();
    await rest();

    expect(platform.arrived).toEqual(['north-area: first', 'basic-training: second']);
  });

  it('is refused when one of them did not happen, and so is what comes after it', async () => {
    const { platform, outcomes } = await playing(
      [
        { say: 'first' },
        { say: 'second', after: ['first'] },
        { say: 'third', after: ['second'] },
        { say: 'apart' },
      ],
      { prepare: ({ answersWith }) => answersWith([{ kind: 'refused', reason: 'blocked' }]) },
    );

    expect(platform.arrived).toEqual(['north-area: apart']);
    expect([...outcomes].sort()).toEqual([
      'apart: sent',
      'first: refused because blocked',
      'second: refused because what it was to come after did not happen',
      'third: refused because what it was to come after did not happen',
    ]);
  });
});

describe('what became of an action', () => {
  it('comes back to the plugin that asked, where it asked, with the data it left', async () => {
    const onSettled = { step: 'told', data: { rule: 3 } };
    const { told } = await playing([{ say: 'hello', options: { onSettled } }]);

    expect(told).toEqual([
      { outcome: { kind: 'sent', messages: ['m1'] }, data: { rule: 3 }, group: 'north-area' },
    ]);
  });

  it.each([
    ['refused', [{ kind: 'refused', reason: 'blocked' } as const], {}],
    ['expired', [], { expires: MORNING - 1 }],
  ])('comes back also when it was %s', async (kind, answers, options) => {
    const onSettled = { step: 'told' };
    const { told } = await playing([{ say: 'hello', options: { ...options, onSettled } }], {
      prepare: ({ answersWith }) => answersWith(answers),
    });

    expect(told).toMatchObject([{ outcome: { kind } }]);
  });

  it('is told to those who watch, and a watcher that fails changes nothing', async () => {
    const onSettled = { step: 'told' };
    const { told, platform } = await playing(
      [
        { say: 'one', options: { onSettled } },
        { say: 'two', after: ['one'] },
      ],
      { breakWatchers: true },
    );

    expect(platform.arrived).toEqual(['north-area: one', 'north-area: two']);
    expect(told).toHaveLength(1);
  });
});
