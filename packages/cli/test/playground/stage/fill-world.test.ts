import { turnableClock } from '@kapwa/adapter-playground';
import { describe, expect, it } from 'vitest';
import { demoBlueprint } from '../../../src/playground/stage/demo-blueprint.js';
import { fillWorld } from '../../../src/playground/stage/fill-world.js';
import { smallCommunity } from '../small-community.js';

const cast = [
  { person: 'ana', name: 'Ana', groups: ['north'] },
  { person: 'grace', groups: ['north'] },
];

describe('a community on the stage', () => {
  it('has a chat for every group, with its admins, the cast, and the bot as admin', () => {
    const world = fillWorld(smallCommunity, cast, turnableClock());

    expect(world.group('north')).toMatchObject({
      title: 'Area North',
      posting: 'everyone',
      members: [
        { account: 'sam', role: 'admin' },
        { account: 'grace', role: 'admin' },
        { account: 'ana', role: 'member' },
        { account: world.bot.id, role: 'admin' },
      ],
    });
    expect(world.people().map(({ name }) => name)).toEqual(['Sameer', 'Grace', 'Ana']);
  });

  it('is on the playground and nowhere else', () => {
    const blueprint = demoBlueprint({
      ...smallCommunity,
      adapters: { whatsapp: {} },
      people: smallCommunity.people.map((person) => ({
        ...person,
        accounts: [...person.accounts, { adapter: 'whatsapp', id: '254700000000' }],
      })),
    });

    expect(blueprint.adapters).toEqual({});
    expect(blueprint.groups.map(({ chat }) => chat)).toEqual([
      { adapter: 'playground', id: 'news' },
      { adapter: 'playground', id: 'north' },
    ]);
    expect(blueprint.people.flatMap(({ accounts }) => accounts)).toEqual([
      { adapter: 'playground', id: 'sam' },
      { adapter: 'playground', id: 'grace' },
    ]);
  });

  it('says which group the cast cannot be in', () => {
    expect(() =>
      fillWorld(smallCommunity, [{ person: 'ana', groups: ['south'] }], turnableClock()),
    ).toThrow(
      'puts "ana" into the group "south", which community.yaml does not have. It has news, north.',
    );
  });
});
