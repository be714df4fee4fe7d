import { createMemoryStore, definePlugin, plain } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  blueprintOf,
  healthWorkers,
  type Scene,
  sceneOf,
  testCommunity,
  watching,
} from '../../src/index.js';

/** Answers in the group and, as `private`, in private; refuses nothing. */
const parrot = definePlugin({
  name: 'parrot',
  options: z.object({ private: z.boolean().default(false) }),
  setup(scope) {
    scope.on('message.received', {}, (context, event) => {
      const person = context.actor?.person.id ?? '';
      const inPrivate = context.options.private || context.group === undefined;
      const to = inPrivate ? { person } : { group: context.group?.key ?? '' };
      context.perform({ kind: 'message.send', to, text: plain(event.text) }, { reason: 'parrot' });
    });
  },
});

const village: Scene = {
  community: { key: 'village', name: 'Village' },
  people: { ana: {}, ben: { name: 'Ben' } },
  groups: {
    square: { admins: ['ana'], members: ['ben'] },
    well: { unnamed: true, members: ['ben'] },
  },
};

describe('a scenario', () => {
  it('plays what people do, and shows what they see', async () => {
    await using community = await testCommunity({ plugins: [parrot] });

    const message = await community.says('ana', 'north-area', 'Hello @Baraka');

    expect(community.group('north-area').messages).toEqual([
      { id: message, from: 'ana', text: 'Hello @Baraka', mentions: ['baraka'] },
      { id: 'm2', from: 'kapwa', text: 'Hello @Baraka', mentions: [] },
    ]);
    expect(community.phone('ana').messages).toEqual([]);
    expect(community.phone('ana').latest).toBe('');
  });

  it('shows what was asked for, by whom, and what came of it', async () => {
    await using community = await testCommunity({
      plugins: [parrot],
      options: { parrot: { private: true } },
    });
    community.world.setBlocked('baraka', true);

    await community.says('ana', 'north-area', 'one');
    await community.says('baraka', 'north-area', 'two');

    const common = { plugin: 'parrot', kind: 'message.send', direct: true, reason: 'parrot' };
    expect(community.actions).toMatchObject([
      { ...common, to: 'ana', text: 'one', outcome: { kind: 'sent' } },
      { ...common, to: 'baraka', text: 'two', outcome: { kind: 'refused' } },
    ]);
    community.forget();
    expect(community.actions).toEqual([]);
  });

  it('fails where the messenger refuses a step, and says which and why', async () => {
    await using community = await testCommunity();

    await expect(community.says('juma', 'north-area', 'let me in')).rejects.toThrow(
      /"juma says "let me in" in north-area" was refused because only members of the group/,
    );
    await expect(community.joins('ana', 'north-area')).rejects.toThrow(/already-a-member/);
    await expect(community.edits('ana', 'm99', 'x')).rejects.toThrow(/no such message/);
  });

  it('tells who does not exist from who has nothing to show', async () => {
    await using community = await testCommunity();

    expect(() => community.phone('anna')).toThrow(/nobody here is called "anna".*ana/);
    await expect(community.says('ana', 'nowhere', 'x')).rejects.toThrow(/no such chat/);
  });

  it('ends with nothing left open', async () => {
    const community = await testCommunity({ plugins: [parrot] });
    await community.says('ana', 'north-area', 'hello');

    await community[Symbol.asyncDispose]();

    expect(community.world.line.connected).toBe(false);
    expect(community.world.clock.waiting()).toBe(0);
  });

  it('goes on after a restart, with what happened meanwhile', async () => {
    await using community = await testCommunity({ plugins: [parrot] });

    await community.restarts(() => void community.world.write('ana', 'north-area', 'anybody?'));

    expect(community.group('north-area').fromBot).toEqual(['anybody?']);
  });

  it('opens the store again at a restart, as the bot would', async () => {
    let opened = 0;
    const store = createMemoryStore();
    await using community = await testCommunity({
      store: () => {
        opened += 1;
        return store;
      },
    });

    await community.restarts();

    expect(opened).toBe(2);
    expect(community.store).toBe(store);
  });
});

describe('a scene', () => {
  it('may be another one than the health workers', async () => {
    await using community = await testCommunity({ plugins: [parrot], scene: village });

    await community.says('ben', 'square', 'Good morning');
    await community.says('ben', 'well', 'Nobody named this group');

    expect(community.group('square').fromBot).toEqual(['Good morning']);
    const groups = await community.store.list('core.groups', 'village/');
    expect(groups.map(({ value }) => value)).toMatchObject([
      { name: expect.any(String), adopted: true },
      { key: 'square', adopted: false },
    ]);
  });

  it('names in its blueprint the groups, and those people somebody would name', () => {
    const { community, groups, people } = blueprintOf(village);

    expect(community).toMatchObject({ key: 'village', languages: ['en'], timeZone: 'UTC' });
    expect(groups.map(({ key, admins }) => [key, admins])).toEqual([['square', ['ana']]]);
    expect(people.map(({ key, name }) => [key, name])).toEqual([['ana', 'ana']]);
  });

  it('can be made of a blueprint', async () => {
    const blueprint = blueprintOf(healthWorkers);

    await using community = await testCommunity({ plugins: [parrot], scene: sceneOf(blueprint) });
    await community.says('grace', 'admin-only', 'Shall we meet?');

    expect(community.group('admin-only').fromBot).toEqual(['Shall we meet?']);
    expect(blueprintOf(sceneOf(blueprint))).toEqual(blueprint);
  });

  it('may differ from itself in the community of one test', async () => {
    const names: string[] = [];
    const plugin = watching(
      definePlugin({
        name: 'names',
        options: z.object({}),
        setup(scope) {
          scope.on('message.received', {}, (context) => void names.push(context.community.name));
        },
      }),
    );
    await using community = await testCommunity({
      plugins: [plugin],
      community: { name: 'Health for All' },
    });

    await community.tellsBot('ana', 'hello');

    expect(names).toEqual(['Health for All']);
  });
});
