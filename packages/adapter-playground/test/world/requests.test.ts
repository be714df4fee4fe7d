import type { PlatformEvent } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/decode.js';
import { createWorld, type World } from '../../src/index.js';
import { updateSchema } from '../../src/wire.js';

/** North lets people in one by one; the bot is a plain member of it. */
function north(): World {
  return createWorld({
    people: ['sameer', 'ana', 'ben'].map((id) => ({ id })),
    groups: [
      {
        id: 'north',
        approval: true,
        members: [{ account: 'sameer', role: 'admin' }],
        bot: 'member',
      },
    ],
  });
}

/** Connects a bot, and gives what it is told about requests from then on. */
function listen(world: World) {
  const events: PlatformEvent[] = [];
  const close = world.line.open(async (updates) => {
    const facts = { adapter: 'playground', bot: world.bot.id };
    events.push(...updates.map((raw) => decode(updateSchema.parse(raw), facts)));
  });
  const told = () =>
    events.flatMap((event) =>
      event.kind === 'join.requested' || event.kind === 'join.withdrawn' ? [event] : [],
    );
  return { close, told, ids: () => told().map(({ id }) => id) };
}

const asks = (world: World, who: string) => world.useLink(who, world.group('north')?.link ?? '');

describe('a bot in a group that lets people in one by one', () => {
  it('is told who waits once it is an admin, and of nobody who took it back', async () => {
    const world = north();
    const bot = listen(world);
    asks(world, 'ana');
    asks(world, 'ben');
    world.withdraw('ben', 'north');
    await world.line.delivered();
    expect(bot.told()).toEqual([]);

    world.promote('kapwa', 'north');
    await world.line.delivered();

    expect(bot.told()).toMatchObject([{ kind: 'join.requested', member: { id: 'ana' } }]);
  });

  it('is told the same again when it connects anew, by the same id', async () => {
    const world = north();
    world.promote('kapwa', 'north');
    const first = listen(world);
    asks(world, 'ana');
    await world.line.delivered();
    first.close();
    const second = listen(world);
    await world.line.delivered();

    expect(second.ids()).toEqual(first.ids());
    world.withdraw('ana', 'north');
    asks(world, 'ana');
    await world.line.delivered();
    expect(second.told().map(({ kind }) => kind)).toEqual([
      'join.requested',
      'join.withdrawn',
      'join.requested',
    ]);
    expect(new Set(second.ids()).size).toBe(3);
  });

  it('is told who declined, or that it did so itself', async () => {
    const world = north();
    world.promote('kapwa', 'north');
    const bot = listen(world);
    asks(world, 'ana');
    asks(world, 'ben');
    world.decline('ana', 'north', { by: 'sameer' });
    world.decline('ben', 'north', { by: 'kapwa' });
    await world.line.delivered();

    expect(bot.told().slice(2)).toMatchObject([
      { kind: 'join.withdrawn', member: { id: 'ana' }, by: { id: 'sameer' } },
      { kind: 'join.withdrawn', member: { id: 'ben' }, byBot: true },
    ]);
  });

  it('takes nothing back that nobody asked', () => {
    expect(north().withdraw('ana', 'north')).toMatchObject({ ok: false, code: 'no-such-request' });
  });
});
