import {
  type AdapterLink,
  type Connection,
  KapwaError,
  type PlatformEvent,
  plain,
  silentLogger,
} from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { createWorld, directChat, playgroundAdapter, type World } from '../src/index.js';

function scene(): World {
  return createWorld({
    people: [
      { id: 'sameer', name: 'Sameer' },
      { id: 'ana', name: 'Ana' },
    ],
    groups: [
      { id: 'north', title: 'North Area', members: ['ana', { account: 'sameer', role: 'admin' }] },
      { id: 'managers', title: 'Managers', members: ['sameer'], bot: 'absent' },
    ],
  });
}

interface Connected {
  readonly events: PlatformEvent[];
  readonly connection: Connection;
  perform(op: string, body: unknown): Promise<unknown>;
}

/** What this adapter needs nothing of. */
const restOfLink: Omit<AdapterLink, 'accept' | 'clock' | 'log'> = {
  ready: () => Promise.resolve(),
  bury: () => Promise.resolve(),
  refuseTap: () => undefined,
  chats: () => Promise.resolve([]),
  session: () => {
    throw new Error('the playground keeps nothing');
  },
};

async function connected(world: World, accept?: AdapterLink['accept']): Promise<Connected> {
  const events: PlatformEvent[] = [];
  const connection = await playgroundAdapter(world).connect({
    clock: world.clock,
    log: silentLogger,
    accept: accept ?? (async (list) => void events.push(...list)),
    ...restOfLink,
  });
  await world.line.delivered();
  return { events, connection, perform: (op, body) => connection.perform({ op, body }) };
}

const kinds = (events: readonly PlatformEvent[]): string[] => events.map(({ kind }) => kind);
const toNorth = { chat: { id: 'north', direct: false }, text: 'Hello', marks: [] };

describe('the playground adapter', () => {
  it('tells at connecting how the groups stand that the bot is in', async () => {
    const { events } = await connected(scene());

    expect(events).toMatchObject([
      { kind: 'transport.changed', state: 'connected' },
      {
        kind: 'group.reported',
        chat: { id: 'north', title: 'North Area' },
        botRole: 'admin',
        members: [
          { account: { id: 'ana' }, role: 'member' },
          { account: { id: 'sameer' }, role: 'admin' },
        ],
      },
    ]);
  });

  it('reports what people do in the groups of the bot, and nothing of other groups', async () => {
    const world = scene();
    const { events } = await connected(world);
    events.length = 0;

    world.write('ana', 'north', 'Good morning');
    world.write('sameer', 'managers', 'Between us');
    world.leave('ana', 'north');
    await world.line.delivered();

    expect(kinds(events)).toEqual(['message.received', 'member.left']);
  });

  it('writes for the bot, and does not report to it what it did itself', async () => {
    const world = scene();
    const { events, perform } = await connected(world);
    events.length = 0;

    expect(await perform('send', toNorth)).toEqual({ kind: 'ok', message: 'm1' });
    await world.line.delivered();

    expect(events).toEqual([]);
    expect(world.phoneOf('ana').chats[1]?.messages[0]).toMatchObject({
      author: { name: 'Kapwa' },
      text: 'Hello',
    });
  });

  it('deletes a message as an admin, and is refused without the right', async () => {
    const world = scene();
    const { perform } = await connected(world);
    world.write('ana', 'north', 'one');
    world.write('ana', 'north', 'two');

    expect(await perform('delete', { chat: toNorth.chat, message: 'm1' })).toEqual({ kind: 'ok' });
    world.demote('kapwa', 'north', { by: 'sameer' });

    expect(await perform('delete', { chat: toNorth.chat, message: 'm2' })).toEqual({
      kind: 'refused',
      reason: 'not-an-admin: only admins of the group can do this',
      lacksRight: true,
    });
  });

  it('does not know what came of a request whose answer was lost', async () => {
    const world = scene();
    const { perform } = await connected(world);
    world.line.loseAnswers(1);

    expect(await perform('send', toNorth)).toMatchObject({ kind: 'unknown' });
    expect(await perform('send', toNorth)).toMatchObject({ kind: 'ok' });

    const written = world.messages().filter(({ author }) => author === world.bot.id);
    expect(written).toHaveLength(2);
  });

  it('is told when its own role changes', async () => {
    const world = scene();
    const { events } = await connected(world);

    world.demote('kapwa', 'north', { by: 'sameer' });
    await world.line.delivered();

    expect(events.at(-1)).toMatchObject({ kind: 'group.reported', botRole: 'member' });
  });

  it('cannot reach a person who blocked it', async () => {
    const world = scene();
    const { perform } = await connected(world);
    world.setBlocked('ana', true);

    expect(await perform('send', { ...toNorth, chat: directChat('ana') })).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('blocked'),
    });
  });

  it('confirms a report only once the kit has it for good', async () => {
    const world = scene();
    const taken: PlatformEvent[] = [];
    let storeIsDown = false;
    await connected(world, async (list) => {
      if (storeIsDown) throw new Error('the store is down');
      taken.push(...list);
    });
    storeIsDown = true;
    world.write('ana', 'north', 'Is anybody there?');
    await world.line.delivered();
    storeIsDown = false;

    await world.clock.advance(1000);

    expect(kinds(taken).filter((kind) => kind === 'message.received')).toHaveLength(1);
  });

  it('asks to try again during an outage, and hears afterwards what it missed', async () => {
    const world = scene();
    const { events, perform } = await connected(world);
    events.length = 0;

    world.line.setOnline(false);
    world.write('ana', 'north', 'Hello?');
    expect(await perform('send', toNorth)).toMatchObject({ kind: 'retry' });
    world.line.setOnline(true);
    await world.line.delivered();

    expect(kinds(events)).toEqual([
      'transport.changed',
      'transport.changed',
      'group.reported',
      'message.received',
    ]);
  });

  it('hears nothing any more once it is closed, and what it missed when it opens again', async () => {
    const world = scene();
    const { connection } = await connected(world);
    await connection.close();
    world.write('ana', 'north', 'Hello?');

    const again = await connected(world);

    expect(kinds(again.events)).toContain('message.received');
    expect(world.clock.waiting()).toBe(0);
  });

  it('lets no second bot on the line of a world', async () => {
    const world = scene();
    await connected(world);

    await expect(connected(world)).rejects.toThrow(KapwaError);
  });

  it('leaves out what it does not understand, and says so in the log', async () => {
    const world = scene();
    const warnings: unknown[] = [];
    const events: PlatformEvent[] = [];
    let receive: ((updates: readonly unknown[]) => Promise<void>) | undefined;
    const line = Object.assign(Object.create(world.line), {
      open: (receiver: typeof receive) => {
        receive = receiver;
        return () => undefined;
      },
    });
    await playgroundAdapter({ ...world, line }).connect({
      clock: world.clock,
      log: { ...silentLogger, warn: (_, fields) => void warnings.push(fields) },
      accept: async (list) => void events.push(...list),
      ...restOfLink,
    });

    await receive?.([
      { kind: 'poll' },
      { kind: 'connection', id: 'u1', at: 0, state: 'connected' },
    ]);

    expect(kinds(events)).toEqual(['transport.changed']);
    expect(warnings).toHaveLength(1);
  });

  it('calls a step it never made a mistake of the program', async () => {
    const { perform } = await connected(scene());

    await expect(perform('dance', {})).rejects.toThrow('"dance" is not one this messenger knows');
  });

  it('goes by the name it was given', () => {
    expect(playgroundAdapter(scene(), { name: 'second' }).name).toBe('second');
    expect(
      playgroundAdapter(scene()).encode(
        { kind: 'message.send', to: { group: 'north' }, text: plain('x') },
        { chat: { id: 'north', direct: false }, accountOf: () => undefined },
      ),
    ).toHaveLength(1);
  });
});
