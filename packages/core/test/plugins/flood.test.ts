import { plain } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { createFloodGuard } from '../../src/plugins/flood.js';
import { MORNING, messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { pluginThat } from '../plugin-that.js';

const send = { kind: 'message.send', to: { group: 'north-area' }, text: plain('hi') } as const;

describe('a plugin that asks for more than it may in one turn', () => {
  it('is cut off and named; the others go on', async () => {
    const wild = pluginThat('wild', (kit) => {
      kit.on('message.received', {}, (context) => {
        for (;;) context.perform(send);
      });
    });
    const steady = pluginThat('steady', (kit) => {
      kit.on('message.received', {}, (context) => void context.perform(send));
    });
    await using community = await testCommunity({ plugins: [wild, steady] });

    await community.says('ana', 'north-area', 'hello');

    expect(community.group('north-area').fromBot).toEqual(['hi']);
    expect(community.failures).toMatchObject([
      { plugin: 'wild', error: { code: 'plugin.flooded' } },
    ]);
    expect(community.failures[0]?.error.message).toContain('wild asked for more than 2000 things');
  });
});

describe('a plugin that asks for more than it may in a minute', () => {
  it('is cut off for the rest of it, and what it was about is tried again in the next', async () => {
    const digest = pluginThat('digest', (kit) => {
      kit.on('message.received', {}, (context) => {
        for (let count = 0; count < 6; count += 1) context.perform(send);
      });
    });
    const { kit, clock } = await hostedKit({
      plugins: [digest],
      flood: { perMinute: 10, perEvent: 0 },
    });
    const failures: string[] = [];
    kit.events.on('plugin.failed', ({ error }) => failures.push(error.message));

    for (const text of ['one', 'two']) {
      await kit.receive(messageIn('north-area', text, { at: MORNING })).settled;
    }
    await kit.idle();
    const before = (await kit.metrics()).match(/kapwa_actions_settled_total\{.*\} (\d+)/)?.[1];
    clock.settleWith(() => kit.idle());
    await clock.advance(60_000);
    await kit.idle();
    const after = (await kit.metrics()).match(/kapwa_actions_settled_total\{.*\} (\d+)/)?.[1];

    expect(failures).toEqual([
      'digest asked for more than 10 actions in one minute in health-workers and was cut off; it is tried again later.',
    ]);
    expect([before, after]).toEqual(['6', '12']);
  });
});

describe('the guard against floods', () => {
  const turn = { plugin: 'one', community: 'c', actions: 5, outside: true };

  it('lets a plugin answer every message at any rate', () => {
    const guard = createFloodGuard({ perMinute: 10, perEvent: 5 });

    for (let count = 0; count < 1_000; count += 1) {
      guard.check(turn, 0);
      guard.count(turn, 0);
    }
  });

  it('does not count what a plugin answers to itself', () => {
    const guard = createFloodGuard({ perMinute: 10, perEvent: 5 });
    const echo = { ...turn, outside: false };
    guard.count(echo, 0);
    guard.count(echo, 0);

    expect(() => guard.check(echo, 0)).toThrow('more than 10 actions');
    expect(() => guard.check({ ...echo, plugin: 'other' }, 0)).not.toThrow();
    expect(() => guard.check({ ...echo, community: 'd' }, 0)).not.toThrow();
    expect(() => guard.check(echo, 60_000)).not.toThrow();
  });
});
