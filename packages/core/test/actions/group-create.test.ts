import { createKit, createMemoryStore, defineBlueprint, type Store } from '@kapwa/core';
import { createWorld, playgroundAdapter, turnableClock } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { doer, told } from './doer.js';

const blueprint = defineBlueprint({
  community: { name: 'Health Workers', purpose: 'Care together', timeZone: 'Africa/Nairobi' },
  groups: {
    north: { name: 'North Area', kind: 'general', chat: { playground: 'north' } },
    south: { name: 'South Area', kind: 'general', purpose: 'The southern villages.' },
  },
});

async function founding(store: Store = createMemoryStore()) {
  const clock = turnableClock();
  const world = createWorld({
    clock,
    people: [{ id: 'ana', name: 'Ana' }],
    groups: [{ id: 'north', members: ['ana'] }],
  });
  const does = doer({
    async go(context) {
      const ana = await context.personOf({ id: 'ana' });
      const create = context.perform(
        { kind: 'group.create', group: 'south', adapter: 'playground', members: [ana.id] },
        told,
      );
      context.perform({ kind: 'group.link', group: 'south' }, { ...told, after: [create] });
    },
    welcome: (context) =>
      void context.perform({ kind: 'posting.set', group: 'south', posting: 'admins' }, told),
  });
  const start = async () => {
    const kit = createKit({
      communities: [blueprint],
      adapters: [playgroundAdapter(world)],
      plugins: [does.plugin],
      clock,
      store,
    });
    await kit.start();
    const writes = async (chat: string, text: string): Promise<void> => {
      world.write('ana', chat, text);
      await world.line.delivered();
      await kit.idle();
    };
    return { kit, writes };
  };
  return { world, does, store, start };
}

describe('a group that the blueprint names and no platform has yet', () => {
  it('is made, with the people asked for, and put under the community', async () => {
    const { world, does, start } = await founding();
    const { kit, writes } = await start();

    await writes('north', 'go');

    const south = world.groups().find(({ title }) => title === 'South Area');
    expect(south).toMatchObject({
      description: 'The southern villages.',
      linked: true,
      members: [
        { account: 'kapwa', role: 'owner' },
        { account: 'ana', role: 'member' },
      ],
    });
    expect(does.outcomes).toMatchObject([
      { kind: 'done', data: { adapter: 'playground', id: south?.id } },
      { kind: 'done' },
    ]);
    await kit.stop();
  });

  it('is from then on the group of the blueprint, also after a restart, and no other', async () => {
    const { world, does, store, start } = await founding();
    const first = await start();
    await first.writes('north', 'go');
    await first.kit.stop();

    const second = await start();
    const south = world.groups().find(({ title }) => title === 'South Area');
    await second.writes(south?.id ?? '', 'welcome');

    expect(world.group(south?.id ?? '')?.posting).toBe('admins');
    expect(does.outcomes.at(-1)).toMatchObject({ kind: 'done' });
    expect((await store.list('core.groups', '')).map(({ key }) => key)).toEqual([
      'health-workers/north',
      'health-workers/south',
    ]);
    await second.kit.stop();
  });

  it('is made once', async () => {
    const { world, does, start } = await founding();
    const { kit, writes } = await start();
    await writes('north', 'go');

    await writes('north', 'go');

    expect(world.groups()).toHaveLength(2);
    expect(does.outcomes[2]).toMatchObject({ kind: 'refused' });
    await kit.stop();
  });
});
