import { definePlugin, plain } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const HOUR = 60 * 60_000;

/** The example of docs/actions.md. */
const calm = definePlugin({
  name: 'calm',
  options: z.object({}),
  setup(scope) {
    scope.on('message.received', { direct: false }, (context, { text }) => {
      const { group, actor, now } = context;
      if (text !== 'calm' || group === undefined || actor?.can('posting.set') !== true) return;
      const lock = context.perform(
        { kind: 'posting.set', group: group.key, posting: 'admins' },
        { until: now + HOUR, priority: 'urgent' },
      );
      context.perform(
        {
          kind: 'message.send',
          to: { group: group.key },
          text: plain('Only admins can write for an hour.'),
        },
        { after: [lock], expires: now + HOUR },
      );
    });
  },
});

describe('locking a group, then announcing it', () => {
  it('does both, and opens the group again', async () => {
    await using community = await testCommunity({ plugins: [calm] });

    await community.says('sameer', 'north-area', 'calm');

    expect(community.world.group('north-area')?.posting).toBe('admins');
    expect(community.group('north-area').fromBot).toEqual(['Only admins can write for an hour.']);
    await community.passes('1 hour');
    expect(community.world.group('north-area')?.posting).toBe('everyone');
  });

  it('announces nothing as long as it is not locked, such as where an admin has to do it', async () => {
    await using community = await testCommunity({ plugins: [calm] });
    await community.demotes('kapwa', 'north-area');

    await community.says('sameer', 'north-area', 'calm');

    expect(community.group('north-area').fromBot).toEqual([]);
    await community.passes('2 hours');
    expect(community.group('north-area').fromBot).toEqual([]);
    expect(community.world.group('north-area')?.posting).toBe('everyone');
  });

  it('is for those who may', async () => {
    await using community = await testCommunity({ plugins: [calm] });

    await community.says('ana', 'north-area', 'calm');

    expect(community.actions).toEqual([]);
  });
});
