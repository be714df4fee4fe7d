import { createMemoryStore, definePlugin, peopleOfStore, plain, type Store } from '@kapwa/core';
import {
  healthWorkers,
  type Scene,
  type TestCommunity,
  testCommunity,
  tracesIn,
} from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const ZURI = '254700777888@s.example.net';
const NORTH = 'north-area';
const traces = ['254700777888', 'Zuri', 'Kanari'];

const northArea = healthWorkers.groups[NORTH];
/** Sameer's health workers, and somebody whose address and name stand out in every file. */
const scene: Scene = {
  ...healthWorkers,
  people: { ...healthWorkers.people, [ZURI]: { name: 'Zuri Kanari' } },
  groups: {
    ...healthWorkers.groups,
    [NORTH]: { name: 'North Area', ...northArea, members: ['ana', 'baraka', ZURI] },
  },
};

/** Keeps people in all the places where plugins keep them. */
const ledger = definePlugin({
  name: 'ledger',
  options: z.strictObject({}),
  setup(kit) {
    const own = kit.collection('own', { lane: 'person', schema: z.object({ said: z.number() }) });
    const seen = kit.collection('seen', {
      lane: 'group',
      schema: z.object({ by: z.string(), names: z.array(z.string()), people: z.array(z.string()) }),
    });
    const thanks = kit.collection('thanks', {
      lane: 'group',
      schema: z.object({ giver: z.string(), receivers: z.array(z.string()) }),
      forget: (value, person) =>
        value.giver === person
          ? undefined
          : { ...value, receivers: value.receivers.filter((one) => one !== person) },
    });
    const board = kit.collection('board', { lane: 'community', schema: z.unknown() });
    kit.posted('board', (context, data) => context.records(board).set('latest', data));
    kit.on('message.received', {}, async (context, event) => {
      const person = context.actor?.person;
      if (person === undefined) return;
      if (event.text === 'break') throw new Error(`it broke for ${person.name}`);
      if (context.group === undefined) {
        context.records(own).set('count', { said: 1 });
        return;
      }
      const ana = await context.personOf({ id: 'ana' });
      const { name, id } = person;
      context.records(seen).set('all', { by: name, names: [name, 'Ana'], people: [id, ana.id] });
      context.records(thanks).set('given', { giver: id, receivers: [ana.id] });
      context.records(thanks).set('got', { giver: ana.id, receivers: [id, ana.id] });
      context.post('community', 'board', { [id]: 3, note: `${name} wrote`, who: { id } });
      context.perform(
        { kind: 'message.send', to: { person: id }, text: plain(`later, ${name}`) },
        { notBefore: context.now + 3_600_000 },
      );
    });
  },
});

async function aDay(): Promise<TestCommunity> {
  const community = await testCommunity({ scene, plugins: [ledger], mayFail: true });
  await community.tellsBot(ZURI, 'hello');
  await community.says(ZURI, NORTH, 'good morning, Zuri Kanari here');
  await community.tellsBot(ZURI, '/pause');
  await community.promotes(ZURI, NORTH);
  await community.says(ZURI, NORTH, 'break');
  return community;
}

/** The records of a store in another one, as a backup of that moment would bring them back. */
async function copyOf(store: Store): Promise<Store> {
  const copy = createMemoryStore();
  for (const collection of await store.collections()) {
    const records = await store.list(collection, '');
    const writes = records.map(
      ({ key, value }) => ({ op: 'put', collection, key, value }) as const,
    );
    await copy.commit({ expect: [], writes, outgoing: [], post: [], dead: [] });
  }
  return copy;
}

describe('somebody who asks what is kept of them', () => {
  it('is told all of it in private, with what plugins keep', async () => {
    await using community = await aDay();

    await community.tellsBot(ZURI, 'my data');

    const told = community.phone(ZURI).fromBot.join('\n');
    expect(told).toContain('Name: Zuri Kanari');
    expect(told).toContain(`Address on playground: ${ZURI}`);
    expect(told).toContain('Member of North Area (admin)');
    expect(told).toContain('Kept for ledger, own:\ncount.said: 1');
    expect(told).toContain('got.receivers: •\n');
    expect(told).not.toContain('Ana');
    expect(told).toMatch(/under the name p_[\w-]{12}: [23]/);
    expect(told).toContain('ERASE ME');
    expect(told).not.toContain('person_');
    expect(community.group(NORTH).fromBot).toEqual([]);
  });

  it('is told what they were asked, and spared how the bot keeps the place', async () => {
    await using community = await aDay();
    await community.tellsBot(ZURI, 'ERASE ME');
    const before = community.phone(ZURI).fromBot.length;
    await community.tellsBot(ZURI, 'MY DATA');

    const told = community.phone(ZURI).fromBot.slice(before).join('\n');
    expect(told).toContain('written: ERASE ME');
    expect(told).toContain('expires: ');
    expect(told).not.toMatch(/^(id|plugin|command|word): /m);
  });

  it('gives the same to whoever runs the bot', async () => {
    await using community = await aDay();
    const { kit } = community;
    const [id = ''] = await kit.people.find(ZURI);
    const kept = await kit.people.export(id);

    expect(kept).toHaveLength(1);
    expect(kept[0]?.groups).toEqual([
      { name: 'North Area', role: 'admin', since: expect.any(Number) },
    ]);
    expect(kept[0]?.kept.map(({ collection }) => collection)).toEqual(
      expect.arrayContaining(['ledger.own', 'ledger.seen', 'ledger.thanks', 'ledger.board']),
    );
  });

  it('is told in their own language', async () => {
    await using community = await testCommunity();

    await community.tellsBot('sameer', 'data yangu');
    const english = community.phone('sameer').latest;

    expect(english).toContain('Role: community-admin');
    expect(english).toContain('Language: English');
  });

  it('hears nothing of it in a group, where others read along', async () => {
    await using community = await aDay();
    community.forget();

    await community.says(ZURI, NORTH, '/my data');

    expect(community.group(NORTH).fromBot.join()).not.toContain('Address');
  });
});

describe('somebody who wants to be forgotten', () => {
  it('is asked first, told what goes and what stays, and nothing happens at a no', async () => {
    await using community = await aDay();

    await community.tellsBot(ZURI, 'erase me');
    const question = community.phone(ZURI).latest;
    await community.tellsBot(ZURI, 'no');

    expect(question).toContain('What goes:');
    expect(question).toContain('What stays:');
    expect(await community.kit.people.find(ZURI)).toHaveLength(1);
  });

  it('is gone from everything that is kept, and is told so last', async () => {
    await using community = await aDay();
    expect(await tracesIn(community.store, traces)).not.toEqual([]);

    await community.tellsBot(ZURI, 'erase me');
    await community.tellsBot(ZURI, 'yes');

    expect(await tracesIn(community.store, traces)).toEqual([]);
    expect(community.phone(ZURI).latest).toContain('I have erased everything');
    expect(await community.store.erasures()).toHaveLength(1);
  });

  it('leaves no id behind either, nor anything that would still be sent', async () => {
    await using community = await aDay();
    const [id = ''] = await community.kit.people.find(ZURI);

    await community.tellsBot(ZURI, 'erase me');
    await community.tellsBot(ZURI, 'yes');
    const before = community.phone(ZURI).fromBot.length;
    await community.passes('2 days');

    expect(await tracesIn(community.store, [id, ...traces])).toEqual([]);
    expect(community.phone(ZURI).fromBot).toHaveLength(before);
    expect(await community.dead()).toEqual([]);
  });

  it('does not take others with them', async () => {
    await using community = await aDay();
    const [ana = ''] = await community.kit.people.find('ana');

    await community.tellsBot(ZURI, 'erase me');
    await community.tellsBot(ZURI, 'yes');

    const thanks = await community.store.list('ledger.thanks', '');
    expect(thanks.map(({ value }) => value)).toEqual([{ giver: ana, receivers: [ana] }]);
    const seen = await community.store.list('ledger.seen', '');
    expect(seen[0]?.value).toEqual({ by: 'erased', names: ['Ana'], people: [ana] });
    expect(await community.kit.people.find('ana')).toEqual([ana]);
  });

  it('leaves an audit that still verifies, in which nobody can be found', async () => {
    await using community = await aDay();
    const before = await community.kit.audit.head();

    await community.tellsBot(ZURI, 'erase me');
    await community.tellsBot(ZURI, 'yes');

    expect(await community.kit.audit.verify(before.hash)).toMatchObject({ ok: true });
    expect(await community.store.list('core.pseudonyms', '')).toEqual([]);
  });

  it('is somebody new when they write again, with another pseudonym', async () => {
    await using community = await aDay();
    await community.tellsBot(ZURI, 'erase me');
    await community.tellsBot(ZURI, 'yes');

    await community.tellsBot(ZURI, '/pause');

    const actors: string[] = [];
    for await (const { entries } of community.kit.audit.links()) {
      for (const { note } of entries) if (note.what === 'command.refuse') actors.push(note.actor);
    }
    expect(new Set(actors).size).toBe(2);
    const [id = ''] = await community.kit.people.find(ZURI);
    const [kept] = await community.kit.people.export(id);
    expect(kept?.kept.map(({ collection }) => collection)).toEqual(['ledger.own']);
    expect(kept?.groups).toEqual([]);
  });

  it('cannot be erased by anybody else, nor twice with one yes', async () => {
    await using community = await aDay();

    await community.tellsBot(ZURI, 'erase me');
    await community.tellsBot('ana', 'yes');
    expect(await community.kit.people.find(ZURI)).toHaveLength(1);
    await community.passes('10 minutes');
    await community.tellsBot(ZURI, 'yes');

    expect(await community.kit.people.find(ZURI)).toHaveLength(1);
  });

  it('is erased by whoever runs the bot, too', async () => {
    await using community = await aDay();
    const [id = ''] = await community.kit.people.find('254700777888');

    expect(await community.kit.people.erase(id)).toBe(true);
    expect(await community.kit.people.erase(id)).toBe(false);

    expect(await tracesIn(community.store, traces)).toEqual([]);
  });

  it('leaves no secret behind that the audit made of them, only as it told of the erasure', async () => {
    await using community = await testCommunity({ scene });
    await community.tellsBot(ZURI, 'hello');
    const [id = ''] = await community.kit.people.find(ZURI);
    expect(await community.store.list('core.pseudonyms', '')).toEqual([]);

    await community.kit.people.erase(id);

    expect(await community.store.list('core.pseudonyms', '')).toEqual([]);
    expect(await tracesIn(community.store, [...traces, id])).toEqual([]);
    expect(await community.kit.audit.verify()).toMatchObject({ ok: true });
  });

  it('is erased at the next start when the bot stopped right after the yes', async () => {
    await using community = await aDay();
    const [person = ''] = await community.kit.people.find(ZURI);
    await community.leaves(ZURI, NORTH);
    await community.restarts(async () => {
      const key = `health-workers/${person}/erase`;
      const value = { what: 'erase', at: 0, adapter: 'playground' };
      await community.store.commit({
        ...{ expect: [], outgoing: [], post: [], dead: [] },
        writes: [{ op: 'put', collection: 'core.data-wishes', key, value }],
      });
    });

    expect(await tracesIn(community.store, traces)).toEqual([]);
  });

  it('is erased an hour later where something was in the way, without a restart', async () => {
    const memory = createMemoryStore();
    let isInTheWay = true;
    const store: Store = {
      ...memory,
      erase(erasure) {
        if (isInTheWay) throw new Error('something is in the way');
        return memory.erase(erasure);
      },
    };
    await using community = await testCommunity({ store: () => store });
    await community.tellsBot('ana', 'hello');
    await community.tellsBot('ana', 'erase me');
    await community.tellsBot('ana', 'yes');
    expect(community.phone('ana').latest).not.toContain('I have erased everything');

    isInTheWay = false;
    await community.passes('1 hour');

    expect(community.phone('ana').latest).toContain('I have erased everything');
    expect(await store.erasures()).toHaveLength(1);
  });

  it('is erased again when a backup from before is restored', async () => {
    await using community = await aDay();
    const { clock } = community.world;
    const backup = await copyOf(community.store);
    await community.passes('1 hour');
    await community.tellsBot(ZURI, 'erase me');
    await community.tellsBot(ZURI, 'yes');
    const erasures = await community.store.erasures();

    const people = await peopleOfStore(backup, [ledger], clock);
    expect(await people.eraseAgain(erasures)).toBe(1);

    expect(await people.find(ZURI)).toEqual([]);
    expect(await tracesIn(backup, traces)).toEqual([]);
    expect(await people.find('ana')).toHaveLength(1);
  });
});
