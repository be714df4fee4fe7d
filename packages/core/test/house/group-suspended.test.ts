import {
  createKit,
  createMemoryStore,
  defineBlueprint,
  type Group,
  type GroupChanged,
} from '@kapwa/core';
import { turnableClock } from '@kapwa/testing';
import { expect, it, onTestFinished } from 'vitest';
import { MORNING, messageFrom } from '../events.js';
import { smallPlatform } from '../small-platform.js';

async function start(kind: 'admin' | 'general' = 'admin') {
  const clock = turnableClock(MORNING);
  const platform = smallPlatform(clock);
  const store = createMemoryStore();
  const blueprint = defineBlueprint({
    community: { name: 'Health workers', purpose: 'Work together', timeZone: 'Africa/Nairobi' },
    people: {
      sameer: { name: 'Sameer', roles: ['community-admin'], accounts: { playground: 's' } },
    },
    groups: {
      room: { name: 'Room', kind, chat: { playground: 'room' } },
      nurses: { name: 'Nurses', kind: 'topic', chat: { playground: 'nurses' } },
    },
  });
  const make = () =>
    createKit({ communities: [blueprint], adapters: [platform.adapter], store, clock });
  let kit = make();
  await kit.start();
  onTestFinished(() => kit.stop());
  let count = 0;
  const changed = async (suspended: boolean): Promise<void> => {
    count += 1;
    const at = clock.now();
    const event: GroupChanged = {
      ...{ kind: 'group.changed', id: `c${count}`, at, adapter: 'playground' },
      ...{ chat: { id: 'nurses', direct: false }, suspended },
    };
    await kit.receive(event).settled;
    await kit.idle();
  };
  const group = async (): Promise<Group | undefined> =>
    (await store.get('core.groups', 'health-workers/nurses'))?.value as Group | undefined;
  const again = async (): Promise<void> => {
    await kit.stop();
    kit = make();
    await kit.start();
  };
  return { kit: () => kit, platform, changed, group, again };
}

it('admins are told once that a group is closed, and once that it is open again', async () => {
  const { platform, changed } = await start();
  await changed(true);
  await changed(true);
  expect(platform.arrived).toHaveLength(1);
  expect(platform.arrived[0]).toMatch(/^room: ⚠️ playground has suspended the group Nurses/);

  await changed(false);
  expect(platform.arrived.slice(1)).toEqual([
    'room: playground has opened the group Nurses again.',
  ]);
});

it('community admins are told in private where there is no room of theirs', async () => {
  const { kit, platform, changed } = await start('general');
  await kit().receive(messageFrom('s', 'hello')).settled;
  await changed(true);

  expect(platform.arrived.at(-1)).toMatch(/^s: ⚠️ playground has suspended the group Nurses/);
});

it('nothing can be done there meanwhile, also after the bot has started again', async () => {
  const { changed, group, again } = await start();
  await changed(true);
  expect(await group()).toMatchObject({ suspended: true });
  await again();
  expect(await group()).toMatchObject({ suspended: true });
  await changed(false);
  expect(await group()).not.toHaveProperty('suspended');
});
