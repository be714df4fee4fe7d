import { type AnyPlugin, type Blueprint, definePlugin, plain } from '@kapwa/core';
import { blueprintOf } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';

/** A small community with one group of its own. */
function village(key: string, plugins: Record<string, unknown> = {}): Blueprint {
  const blueprint = blueprintOf({
    community: { key, name: `Village ${key}`, plugins },
    people: { [`head-${key}`]: { name: 'The Head', roles: ['community-admin'] } },
    groups: { [`square-${key}`]: { kind: 'general', admins: [`head-${key}`] } },
  });
  return blueprint;
}

const options = z.strictObject({ word: z.string().default('hello') });

const greeting: AnyPlugin = definePlugin({
  name: 'greeting',
  options,
  setup(kit) {
    kit.on('message.received', {}, (context) => {
      const to = { group: context.group?.key ?? '' };
      const { word } = context.options as z.output<typeof options>;
      context.perform({ kind: 'message.send', to, text: plain(word) });
    });
    kit.schedule('noon', { per: 'community', cron: () => '0 12 * * *' }, (context) => {
      context.perform({
        kind: 'message.send',
        to: { group: `square-${context.community.key}` },
        text: plain('noon'),
      });
    });
  },
});

async function villageKit() {
  const hosted = await hostedKit({ plugins: [greeting] });
  const asked: string[] = [];
  hosted.kit.events.on('turn.finished', ({ community, actions }) => {
    for (const { action } of actions) {
      if (action.kind === 'message.send')
        asked.push(`${community}: ${JSON.stringify(action.text)}`);
    }
  });
  hosted.clock.settleWith(() => hosted.kit.idle());
  return { ...hosted, asked };
}

describe('a community that is added while the kit runs', () => {
  it('is looked after: its groups, its options and its schedules', async () => {
    const { kit, clock, asked } = await villageKit();

    await kit.communities.add(village('a', { greeting: { word: 'good day' } }));
    await kit.receive(messageIn('square-a', 'one')).settled;
    await clock.advance(86_400_000);

    expect(kit.communities.list()).toEqual(['health-workers', 'a']);
    expect(asked.filter((line) => line.startsWith('a:'))).toEqual([
      expect.stringContaining('good day'),
      expect.stringContaining('noon'),
    ]);
  });

  it('is refused with a sentence where its options are wrong, and nothing has changed', async () => {
    const { kit } = await villageKit();

    await expect(
      kit.communities.add(village('a', { greeting: { words: 'hi' } })),
    ).rejects.toMatchObject({ code: 'config.invalid', message: expect.stringContaining('a: ') });

    expect(kit.communities.list()).toEqual(['health-workers']);
  });
});

describe('a community that is removed', () => {
  it('is left alone, and taken up again where it is added again', async () => {
    const { kit, clock, asked } = await villageKit();
    await kit.communities.add(village('a'));
    const timers = clock.waiting();

    await kit.communities.remove('a');
    await kit.receive(messageIn('square-a', 'one')).settled;
    await clock.advance(86_400_000);
    expect(asked.filter((line) => line.startsWith('a:'))).toEqual([]);
    await kit.communities.add(village('a'));
    await kit.receive(messageIn('square-a', 'two')).settled;

    expect(asked.filter((line) => line.startsWith('a:'))).toHaveLength(1);
    expect(clock.waiting()).toBe(timers);
  });

  it('has to be one there is', async () => {
    const { kit } = await villageKit();

    await expect(kit.communities.remove('b')).rejects.toThrow(
      'There is no community "b" here; there is health-workers.',
    );
  });
});

describe('two thousand communities with eight plugins', () => {
  it('need no more listeners and timers than one does', { timeout: 60_000 }, async () => {
    const plugins = Array.from(
      { length: 8 },
      (_, index): AnyPlugin => ({
        ...greeting,
        name: `plugin-${index}`,
      }),
    );
    const count = async (communities: readonly Blueprint[]) => {
      const { kit, clock } = await hostedKit({ plugins, communities });
      const { length } = Object.values(kit.plugins.tree()).flat();
      return { kit, counts: { registered: length, timers: clock.waiting() } };
    };
    const many = Array.from({ length: 2_000 }, (_, index) => village(`v${index}`));

    const { counts: one } = await count(many.slice(0, 1));
    const { kit, counts: all } = await count(many);
    const { settled } = kit.receive(messageIn('square-v1999', 'hello'));
    let actions = 0;
    kit.events.on('turn.finished', (report) => {
      actions += report.actions.length;
    });
    await settled;

    expect(all).toEqual(one);
    expect(actions).toBe(8);
  });
});
