import { createKit, defineBlueprint, definePlugin, plain } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createWorld, directChat, playgroundAdapter, type World } from '../src/index.js';

/** Takes down what says "secret" and tells the writer why. */
const discreet = definePlugin({
  name: 'discreet',
  options: z.object({}),
  setup(scope) {
    scope.on('message.received', { direct: false }, (context, event) => {
      if (!event.text.includes('secret')) return;
      const target = { group: context.group?.key ?? '', message: event.message };
      const person = context.actor?.person.id ?? '';
      context.perform({ kind: 'message.delete', target }, { reason: 'test' });
      context.perform({ kind: 'message.send', to: { person }, text: plain('That was private.') });
    });
  },
});

const blueprint = defineBlueprint({
  community: { name: 'Health Workers', purpose: 'Care together', timeZone: 'Africa/Nairobi' },
  groups: { north: { name: 'Area North', kind: 'general', chat: { playground: 'north' } } },
});

async function running(): Promise<{
  world: World;
  settle(): Promise<void>;
  stop(): Promise<void>;
}> {
  const world = createWorld({
    people: [{ id: 'ana', name: 'Ana' }],
    groups: [{ id: 'north', title: 'Area North', members: ['ana'] }],
  });
  const kit = createKit({
    communities: [blueprint],
    adapters: [playgroundAdapter(world)],
    plugins: [discreet],
    clock: world.clock,
  });
  const settle = async (): Promise<void> => {
    await world.line.delivered();
    await kit.idle();
  };
  world.clock.settleWith(settle);
  await kit.start();
  return { world, settle, stop: () => kit.stop() };
}

const onPhone = (world: World, chat: string): string[] =>
  world
    .phoneOf('ana')
    .chats.find((one) => one.chat.id === chat)
    ?.messages.map(({ author, text, deleted }) =>
      deleted ? 'deleted' : `${author.name}: ${text}`,
    ) ?? [];

describe('a kit on the playground', () => {
  it('sees what people write, and people see what it does', async () => {
    const { world, settle, stop } = await running();

    world.write('ana', 'north', 'Good morning');
    world.write('ana', 'north', 'this is secret');
    await settle();

    expect(onPhone(world, 'north')).toEqual(['Ana: Good morning', 'deleted']);
    expect(onPhone(world, directChat('ana').id)).toEqual(['Kapwa: That was private.']);
    await stop();
    expect(world.clock.waiting()).toBe(0);
  });

  it('hears after an outage what was written during it', async () => {
    const { world, settle, stop } = await running();

    world.line.setOnline(false);
    world.write('ana', 'north', 'this is secret');
    await settle();
    expect(onPhone(world, 'north')).toEqual(['Ana: this is secret']);
    world.line.setOnline(true);
    await world.clock.advance(60_000);

    expect(onPhone(world, 'north')).toEqual(['deleted']);
    await stop();
  });
});
