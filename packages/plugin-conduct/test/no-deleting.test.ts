import { type Adapter, createKit, defineBlueprint, unsupported } from '@kapwa/core';
import { createWorld, playgroundAdapter, readWording, turnableClock } from '@kapwa/testing';
import { expect, it } from 'vitest';
import { conduct } from '../src/index.js';

const LINK = 'Join us: https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv';

const blueprint = defineBlueprint({
  community: { name: 'Health Workers', purpose: 'Care together', timeZone: 'Africa/Nairobi' },
  people: {
    grace: { name: 'Grace', roles: ['community-admin'], accounts: { playground: 'grace' } },
  },
  groups: {
    north: { name: 'North Area', admins: ['grace'], chat: { playground: 'north' } },
  },
  plugins: { conduct: { mode: 'delete' } },
});

it('asks the writer to delete it where nobody else can on that messenger', async () => {
  const clock = turnableClock();
  const world = createWorld({
    clock,
    people: [{ id: 'ana' }, { id: 'grace' }],
    groups: [{ id: 'north', members: ['ana', { account: 'grace', role: 'admin' }] }],
  });
  const whole = playgroundAdapter(world);
  const withoutDeleting: Adapter = {
    ...whole,
    capability: (query) =>
      query.action === 'message.delete'
        ? unsupported('This messenger lets only the writer delete a message.')
        : whole.capability(query),
  };
  const kit = createKit({
    communities: [blueprint],
    adapters: [withoutDeleting],
    plugins: [conduct],
    clock,
  });
  await kit.start();
  await kit.idle();

  world.write('ana', 'north', LINK);
  await world.line.delivered();
  await kit.idle();

  const say = await readWording(new URL('../locales/', import.meta.url), 'conduct');
  const direct = (person: string): readonly string[] =>
    world
      .phoneOf(person)
      .chats.filter(({ chat }) => chat.direct)
      .flatMap(({ messages }) => messages.map(({ text }) => text));
  expect(direct('ana')).toEqual([say('en', 'asked.invite-link', { group: 'North Area' })]);
  expect(direct('grace')).toEqual([]);
  await kit.stop();
});
