import { createKit, type LimitNear, type PlatformLimit, type Reach } from '@kapwa/core';
import {
  blueprintOf,
  createWorld,
  healthWorkers,
  playgroundAdapter,
  testCommunity,
} from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pluginThat } from '../plugin-that.js';

/** Answers a message in the group with what it asks for. */
function asking(answers: string[]) {
  return pluginThat('asking', (kit) => {
    kit.on('message.received', {}, async (context, event) => {
      const [what = '', argument = ''] = event.text.split(' ');
      const names = (people: readonly { readonly name: string }[]): void =>
        void answers.push(
          people
            .map(({ name }) => name)
            .sort()
            .join(', '),
        );
      const me = context.actor?.person.id ?? '';
      if (what === 'admins') names(await context.admins(argument));
      if (what === 'groups') names(await context.groupsOf(me));
      if (what === 'with') names(await context.peopleWith(argument, context.group?.key));
      if (what === 'reach') {
        const found = await context.personOf({ id: argument });
        answers.push(await context.reach(found.id));
      }
    });
  });
}

const fluent = {
  ...healthWorkers,
  community: {
    ...healthWorkers.community,
    roles: [{ name: 'translator', scope: 'group' as const, permissions: ['text.translate'] }],
  },
  groups: {
    ...healthWorkers.groups,
    'north-area': { ...healthWorkers.groups['north-area'], roles: { grace: ['translator'] } },
  },
};

describe('what a plugin may ask of a community', () => {
  it.each([
    ['who looks after a group', 'admins basic-training', 'Grace Wanjiru, Sameer Khan'],
    [
      'in which groups somebody is',
      'groups',
      'Announcements, Basic Training, North Area, Success Stories',
    ],
    ['who may do something here', 'with message.delete', 'Grace Wanjiru, Sameer Khan'],
    ['who may by a role of this group', 'with text.translate', 'Grace Wanjiru, Sameer Khan'],
  ])('%s', async (_, question, expected) => {
    const answers: string[] = [];
    await using community = await testCommunity({ plugins: [asking(answers)], scene: fluent });

    await community.says('baraka', 'north-area', question);

    expect(answers).toEqual([expected]);
  });

  it.each([
    [false, 'open'],
    [true, 'must-write-first'],
  ] satisfies [boolean, Reach][])(
    'how somebody can be reached who never wrote, where that is needed: %s',
    async (mustWriteFirst, expected) => {
      const answers: string[] = [];
      await using community = await testCommunity({ plugins: [asking(answers)], mustWriteFirst });

      await community.says('ana', 'north-area', 'reach baraka');
      await community.tellsBot('baraka', 'hello');
      await community.says('ana', 'north-area', 'reach baraka');

      expect(answers).toEqual([expected, 'open']);
    },
  );

  it('counts nobody for a role that the community file no longer gives', async () => {
    const answers: string[] = [];
    await using community = await testCommunity({ plugins: [asking(answers)], scene: fluent });
    const { kit } = community;
    const { community: settings } = fluent;
    await kit.communities.add(blueprintOf({ ...healthWorkers, community: settings }));

    await community.says('baraka', 'north-area', 'with text.translate');

    // A community admin may do everything, and Sameer is one; Grace is not.
    expect(answers).toEqual(['Sameer Khan']);
  });
});

describe('a group that grows', () => {
  const limit: PlatformLimit = {
    what: 'members-per-group',
    most: 10,
    since: '2026-07-01',
    source: 'https://messenger.example/limits',
  };

  async function group(members: number) {
    const people = Array.from({ length: 12 }, (_, index) => ({ id: `p${index}` }));
    const ids = people.map(({ id }) => id);
    const world = createWorld({
      people,
      groups: [{ id: 'north', members: ids.slice(0, members) }],
    });
    const near: LimitNear[] = [];
    const kit = createKit({
      communities: [blueprintOf({ ...healthWorkers, people: {}, groups: { north: {} } })],
      adapters: [playgroundAdapter(world, { limits: [limit] })],
      clock: world.clock,
    });
    kit.events.on('limit.near', (one) => near.push(one));
    await kit.start();
    onTestFinished(() => kit.stop());
    const rest = async (): Promise<void> => {
      await world.line.delivered();
      await kit.idle();
    };
    await rest();
    return { world, near, rest, ids };
  }

  it('is warned of once, at four fifths of what the messenger allows', async () => {
    const { world, near, rest, ids } = await group(6);
    expect(near).toEqual([]);

    for (const id of ids.slice(6, 9)) world.join(id, 'north');
    await rest();

    expect(near).toEqual([
      { ...limit, community: 'health-workers', group: 'north', adapter: 'playground', count: 8 },
    ]);
  });

  it('is warned of again when it had become smaller meanwhile', async () => {
    const { world, near, rest, ids } = await group(7);
    expect(near).toHaveLength(1);

    world.leave(ids[0] ?? '', 'north');
    world.join(ids[8] ?? '', 'north');
    await rest();

    expect(near.map(({ count }) => count)).toEqual([8, 8]);
  });
});
