import {
  createKit,
  createMemoryStore,
  defineBlueprint,
  type Person,
  type PlatformEvent,
  peopleOfStore,
  plain,
  type Store,
} from '@kapwa/core';
import { turnableClock } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MORNING } from '../events.js';
import { pluginThat } from '../plugin-that.js';
import { smallPlatform } from '../small-platform.js';

const MINUTE = 60_000;

const blueprintWith = (amina: string, more: object = {}) =>
  defineBlueprint({
    community: {
      name: 'Health workers',
      purpose: 'Work together',
      timeZone: 'Africa/Nairobi',
      languages: ['en'],
    },
    groups: {
      room: { name: 'Admin room', kind: 'admin', chat: { playground: 'room' } },
      north: { name: 'North', kind: 'general', chat: { playground: 'north' } },
    },
    people: {
      amina: { name: 'Amina', roles: ['community-admin'], accounts: { playground: amina } },
      ...more,
    },
  });

/** Answers everybody who writes directly with the number of words they have written so far. */
const counter = pluginThat('counter', (kit) => {
  kit.on('message.received', { direct: true }, (context, { text }) => {
    const person = context.actor?.person.id;
    if (person === undefined || text === 'quiet') return;
    const as = (context.actor?.roles ?? []).join(',');
    context.perform({ kind: 'message.send', to: { person }, text: plain(`${text} (${as})`) });
  });
});

const nextTurn = (): Promise<void> => new Promise((next) => setImmediate(next));

/** A store that takes a turn of the event loop to find anything: much may happen meanwhile. */
function slowStore(): Store {
  const store = createMemoryStore();
  return {
    ...store,
    async get(...asked) {
      const found = await store.get(...asked);
      await nextTurn();
      return found;
    },
  };
}

let starts = 0;

async function start(store: Store = createMemoryStore(), blueprint = blueprintWith('old')) {
  const clock = turnableClock(MORNING);
  const platform = smallPlatform(clock);
  const kit = createKit({
    communities: [blueprint],
    adapters: [platform.adapter],
    plugins: [counter],
    store,
    clock,
  });
  await kit.start();
  onTestFinished(() => kit.stop());
  let count = 0;
  starts += 1;
  const run = starts;
  const tell = async (event: { kind: string } & Record<string, unknown>): Promise<void> => {
    count += 1;
    const whole = {
      id: `${run}:${count}`,
      at: clock.now(),
      adapter: 'playground',
      ...event,
    };
    await kit.receive(whole as unknown as PlatformEvent).settled;
    await kit.idle();
  };
  const writes = (id: string, text: string, at = clock.now(), aliases?: readonly string[]) =>
    tell({
      kind: 'message.received',
      at,
      chat: { id, direct: true },
      from: { id, ...(aliases && { aliases }) },
      message: `${id}:${text}:${at}`,
      text,
      mentions: [],
    });
  const moves = (from: string, to: string, at = clock.now()) =>
    tell({ kind: 'account.moved', at, account: { id: from }, to: { id: to } });
  const people = async (): Promise<readonly Person[]> =>
    (await store.list('core.people', ''))
      .map(({ value }) => value as Person)
      .filter(({ mergedInto }) => mergedInto === undefined);
  const whoHas = async (id: string): Promise<Person | undefined> =>
    (await people()).find(({ accounts }) =>
      accounts.some((one) => one.id === id || one.aliases?.includes(id) === true),
    );
  return { kit, clock, store, platform, tell, writes, moves, people, whoHas };
}

describe('somebody who gets another number', () => {
  it('stays who they are: roles, and answers go to the new number', async () => {
    const { clock, writes, moves, whoHas, platform } = await start();
    await writes('old', 'hello');
    const before = await whoHas('old');

    await clock.advance(MINUTE);
    await moves('old', 'new');
    await writes('new', 'it is me');

    const after = await whoHas('new');
    expect(after?.id).toBe(before?.id);
    expect(after?.accounts).toEqual([{ adapter: 'playground', id: 'new', named: true }]);
    expect(await whoHas('old')).toBeUndefined();
    expect(platform.arrived.at(-1)).toBe('new: it is me (member,community-admin)');
  });

  it.each(['told of first', 'written from first'])(
    'is one person where the new number is told of and written from in one moment, %s',
    async (which) => {
      const { clock, writes, moves, people, platform } = await start();
      await writes('old', 'hello');
      await clock.advance(MINUTE);

      const both = [() => moves('old', 'new'), () => writes('new', 'it is me')];
      if (which === 'written from first') both.reverse();
      await Promise.all(both.map((run) => run()));
      await writes('new', 'and again');

      expect(await people()).toHaveLength(1);
      expect(platform.arrived.at(-1)).toBe('new: and again (member,community-admin)');
    },
  );

  it.each([
    ['in a group', { from: { id: 'new' }, mentions: [] }],
    ['by being mentioned in a group', { from: { id: 'juma' }, mentions: [{ id: 'new' }] }],
  ])(
    'is one person where the new number is told of and heard of %s in one moment',
    async (_, how) => {
      for (let head = 0; head < 12; head += 1) {
        const { clock, tell, writes, moves, people, whoHas } = await start(slowStore());
        await writes('old', 'hello');
        await writes('juma', 'hello');
        await clock.advance(MINUTE);

        const moved = moves('old', 'new');
        for (let turn = 0; turn < head; turn += 1) await nextTurn();
        const chat = { id: 'north', direct: false };
        await tell({ kind: 'message.received', chat, message: 'm1', text: 'quiet', ...how });
        await moved;

        const ids = (await people()).map(({ id }) => id);
        expect(ids, `${head} turns after`).toHaveLength(2);
        expect(ids).toContain((await whoHas('new'))?.id);
      }
    },
  );

  it('does not lend their name to the stranger who is given the old number', async () => {
    const { clock, writes, moves, whoHas, platform } = await start();
    await writes('old', 'hello');
    await clock.advance(MINUTE);
    await moves('old', 'new');

    await clock.advance(MINUTE);
    await writes('old', 'who is this?');

    const [stranger, amina] = [await whoHas('old'), await whoHas('new')];
    expect(stranger?.id).toBeDefined();
    expect(stranger?.id).not.toBe(amina?.id);
    expect(platform.arrived.at(-1)).toBe('old: who is this? (member)');
  });

  it('keeps what they had written before, however late it comes, and the next word is a stranger’s', async () => {
    const { clock, tell, writes, moves, whoHas, store } = await start();
    await writes('old', 'hello');
    const sentAt = clock.now() + 1_000;
    await clock.advance(MINUTE);
    await moves('old', 'new');
    const inGroup = (text: string, at: number) =>
      tell({
        kind: 'message.received',
        at,
        chat: { id: 'north', direct: false },
        from: { id: 'old' },
        message: text,
        text,
        mentions: [],
      });
    await inGroup('late', sentAt);
    await inGroup('late again', sentAt);
    await clock.advance(MINUTE);
    await inGroup('a stranger', clock.now());

    const amina = await whoHas('new');
    const stranger = await whoHas('old');
    const members = (await store.list('core.memberships', 'health-workers/north/')).map(
      ({ value }) => (value as { person: string }).person,
    );
    expect(members.sort()).toEqual([amina?.id, stranger?.id].sort());
    expect(amina?.id).not.toBe(stranger?.id);
  });

  it('is the person met under the new number before the news came', async () => {
    const { clock, writes, moves, people, whoHas } = await start();
    await writes('wanjiku', 'hello');
    const first = await whoHas('wanjiku');
    await clock.advance(10 * MINUTE);
    const changedAt = clock.now();
    await clock.advance(MINUTE);
    await writes('wanjiku-2', 'hello from my new number');
    await moves('wanjiku', 'wanjiku-2', changedAt);

    expect((await whoHas('wanjiku-2'))?.id).toBe(first?.id);
    expect(await people()).toHaveLength(2);
  });

  it('gets nothing of the person who had the new number before them', async () => {
    const { clock, writes, moves, whoHas, platform } = await start();
    await writes('old', 'hello');
    await writes('juma', 'hello');
    const [amina, juma] = [await whoHas('old'), await whoHas('juma')];
    await clock.advance(60 * MINUTE);

    // Amina, a community admin, has given up her number, and Juma has got it.
    await moves('juma', 'old');
    await writes('old', 'now I am the admin');

    expect(platform.arrived.at(-1)).toBe('old: now I am the admin (member)');
    expect((await whoHas('old'))?.id).toBe(juma?.id);
    expect(platform.arrived.find((line) => line.startsWith('room: ⚠️'))).toContain(
      'The number Amina had on playground belongs to somebody else now',
    );
    expect(juma?.id).not.toBe(amina?.id);
  });

  it('moves nobody when the same news comes a second time, after a stranger has the number', async () => {
    const { clock, writes, moves, whoHas } = await start();
    await writes('old', 'hello');
    await clock.advance(10 * MINUTE);
    const changedAt = clock.now();
    await moves('old', 'new', changedAt);
    await clock.advance(10 * MINUTE);
    await writes('old', 'a stranger');
    const stranger = await whoHas('old');

    await moves('old', 'new', changedAt + 1);

    expect((await whoHas('old'))?.id).toBe(stranger?.id);
    expect((await whoHas('new'))?.key).toBe('amina');
  });

  it('makes nobody out of a number nobody knew', async () => {
    const { moves, people } = await start();
    await moves('unheard', 'of');

    expect((await people()).map(({ key }) => key)).toEqual(['amina']);
  });

  it('is told of to admins only where they have a say', async () => {
    const { clock, writes, moves, platform } = await start();
    await writes('old', 'quiet');
    await writes('wanjiku', 'quiet');
    await clock.advance(MINUTE);
    await moves('wanjiku', 'wanjiku-2');
    await moves('old', 'new');

    const told = platform.arrived.filter((line) => line.startsWith('room:'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('Amina has another number on playground now');
  });
});

describe('a blueprint that still names the old number', () => {
  it('means the same person at every start, under the new one', async () => {
    const store = createMemoryStore();
    const first = await start(store);
    await first.writes('old', 'hello');
    await first.clock.advance(MINUTE);
    await first.moves('old', 'new');
    await first.writes('old', 'a stranger', first.clock.now() + MINUTE);
    const [amina, stranger] = [await first.whoHas('new'), await first.whoHas('old')];
    await first.kit.stop();

    const again = await start(store);

    expect((await again.whoHas('new'))?.id).toBe(amina?.id);
    expect((await again.whoHas('old'))?.id).toBe(stranger?.id);
    await again.writes('old', 'still a stranger', first.clock.now() + 2 * MINUTE);
    expect(again.platform.arrived.at(-1)).toBe('old: still a stranger (member)');
    await again.writes('new', 'me', first.clock.now() + 2 * MINUTE);
    expect(again.platform.arrived.at(-1)).toBe('new: me (member,community-admin)');
    await again.kit.stop();

    const corrected = await start(store, blueprintWith('new'));
    expect((await corrected.whoHas('new'))?.id).toBe(amina?.id);
    expect((await corrected.whoHas('new'))?.key).toBe('amina');
  });

  it('gives nobody the number back that the messenger gave to somebody else', async () => {
    const store = createMemoryStore();
    const first = await start(store);
    await first.writes('old', 'hello');
    await first.writes('juma', 'hello');
    await first.clock.advance(60 * MINUTE);
    await first.moves('juma', 'old');
    await first.kit.stop();

    const again = await start(store);
    await again.writes('old', 'it is Juma', first.clock.now() + MINUTE);

    expect(again.platform.arrived.at(-1)).toBe('old: it is Juma (member)');
  });
});

describe('what is kept of somebody with another number', () => {
  it('is shown with the old one, and erased whole without touching the stranger', async () => {
    const { kit, clock, writes, moves, whoHas, store } = await start();
    await writes('254700111222', 'hello');
    await clock.advance(MINUTE);
    await moves('254700111222', '254700333444');
    await clock.advance(MINUTE);
    await writes('254700111222', 'a stranger');
    const [wanjiku, stranger] = [await whoHas('254700333444'), await whoHas('254700111222')];
    await kit.stop();

    const data = await peopleOfStore(store, []);
    const [shown] = await data.export(wanjiku?.id ?? '');
    expect(shown?.accounts).toEqual([{ adapter: 'playground', id: '254700333444' }]);
    expect(shown?.former).toEqual([{ adapter: 'playground', id: '254700111222' }]);

    await data.erase(wanjiku?.id ?? '');

    const people = (await store.list('core.people', '')).map(({ value }) => value as Person);
    expect(people.find(({ id }) => id === wanjiku?.id)).toBeUndefined();
    expect(people.find(({ id }) => id === stranger?.id)).toEqual(stranger);
    expect(await store.list('core.former-accounts', '')).toEqual([]);
    const accounts = (await store.list('core.accounts', '')).map(({ key }) => key).sort();
    expect(accounts).toEqual(['playground/254700111222', 'playground/old']);
  });
});
