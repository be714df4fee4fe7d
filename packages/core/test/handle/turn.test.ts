import { type Context, type Group, type Person, plain } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { messageFrom, messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { pluginThat } from '../plugin-that.js';

const north = { group: 'north-area' };

describe('a context', () => {
  it('is closed when its turn has ended: whatever is called later throws', async () => {
    let kept: Context<unknown> | undefined;
    const plugin = pluginThat('keeper', (scope) => {
      scope.on('message.received', {}, (context) => {
        kept = context;
      });
    });
    const notes = {
      name: 'keeper.notes',
      lane: 'group',
      parse: (value: unknown) => value,
    } as const;
    await using community = await testCommunity({ plugins: [plugin] });
    await community.says('ana', 'north-area', 'hello');

    const late = kept as Context<unknown>;
    const calls: readonly (() => unknown)[] = [
      () => late.perform({ kind: 'message.send', to: north, text: plain('late') }),
      () => late.say(north, 'key', {}),
      () => late.post(north, 'step'),
      () => late.setLanguage('sw'),
      () => late.note({ reason: 'late' }, 'key', {}),
      () => late.text('en', 'key', {}),
      () => late.words('key'),
      () => late.random(),
      () => late.id(),
      () => late.records(notes).set('a', 1),
      () => late.records(notes).add('a', 1),
    ];
    const promises: readonly (() => Promise<unknown>)[] = [
      () => late.records(notes).get('a'),
      () => late.records(notes).list(),
      () => late.person('nobody'),
      () => late.personOf({ id: 'nobody' }),
      () => late.groups(),
      () => late.members('north-area'),
      () => late.languagesFor(north),
      () => late.capability('message.delete'),
    ];

    for (const call of calls) expect(call, String(call)).toThrow(/after its turn had ended/);
    for (const call of promises) {
      await expect(call(), String(call)).rejects.toMatchObject({ code: 'turn.closed' });
    }
    expect(community.group('north-area').fromBot).toEqual([]);
  });

  it('knows who wrote, where, and in which role', async () => {
    const seen: unknown[] = [];
    const plugin = pluginThat('watcher', (scope) => {
      scope.on('message.received', {}, ({ actor, group, community }) => {
        seen.push([
          actor?.person.name,
          group?.key,
          community.key,
          actor?.platformRole,
          actor?.can('message.delete'),
        ]);
      });
    });
    await using community = await testCommunity({ plugins: [plugin] });

    await community.says('ana', 'north-area', 'a member');
    await community.says('grace', 'north-area', 'an admin of the group');
    await community.tellsBot('sameer', 'an admin of the community, directly');

    expect(seen).toEqual([
      ['Ana Reyes', 'north-area', 'health-workers', 'member', false],
      ['Grace Wanjiru', 'north-area', 'health-workers', 'admin', true],
      ['Sameer Khan', undefined, 'health-workers', undefined, true],
    ]);
  });

  it('finds people, groups and members', async () => {
    let groups: readonly Group[] = [];
    let members: readonly { person: Person; role: string }[] = [];
    const mentioned: Person[] = [];
    const plugin = pluginThat('finder', (scope) => {
      scope.on('message.received', { direct: false }, async (context, event) => {
        groups = await context.groups();
        members = await context.members('north-area');
        for (const account of event.mentions) mentioned.push(await context.personOf(account));
      });
    });
    await using community = await testCommunity({ plugins: [plugin] });

    await community.says('ana', 'north-area', 'Ask @Baraka');

    expect(groups.map(({ key }) => key)).toContain('basic-training');
    expect(members.map(({ person, role }) => `${person.name}: ${role}`).sort()).toEqual([
      'Ana Reyes: member',
      'Baraka Mwangi: member',
      'Grace Wanjiru: admin',
      'Sameer Khan: admin',
    ]);
    expect(mentioned.map(({ name }) => name)).toEqual(['Baraka Mwangi']);
  });
});

describe('a turn that meets a change from another lane', () => {
  it('is run again with the same ids and random numbers, and has its effect once', async () => {
    const runs: unknown[] = [];
    const gate: { open: () => void } = { open: () => undefined };
    const plugin = pluginThat('counter', (scope) => {
      const totals = scope.collection('totals', { lane: 'group', schema: z.number() });
      scope.on('message.received', { direct: true }, (context) => {
        context.records(totals, 'north-area').add('n', 10);
      });
      scope.on('message.received', { direct: false }, async (context) => {
        const before = (await context.records(totals).get('n')) ?? 0;
        if (runs.length === 0) await new Promise<void>((resolve) => (gate.open = resolve));
        context.records(totals).set('n', before + 1);
        const id = context.perform({ kind: 'message.send', to: north, text: plain(`${before}`) });
        runs.push([before, id, context.random(), context.now]);
      });
    });
    const { kit, store } = await hostedKit({ plugins: [plugin] });
    const asked: string[] = [];
    kit.events.on('turn.finished', ({ actions }) => asked.push(...actions.map(({ id }) => id)));

    const inGroup = kit.receive(messageIn('north-area', 'count'));
    await kit.receive(messageFrom('juma', 'add ten')).settled;
    gate.open();
    await inGroup.settled;

    const [first, second] = runs as [number, string, number, number][];
    expect([first?.[0], second?.[0]]).toEqual([0, 10]);
    expect(second?.slice(1)).toEqual(first?.slice(1));
    expect(asked).toEqual([first?.[1]]);
    expect(await store.list('counter.totals', '')).toMatchObject([{ value: 11 }]);
  });
});

describe('work left for another lane', () => {
  it('runs there in order, and there the plugin may write what it owns', async () => {
    const seen: string[] = [];
    const plugin = pluginThat('poster', (scope) => {
      const notes = scope.collection('notes', { lane: 'person', schema: z.string() });
      scope.on('message.received', { direct: false }, (context, { text }) => {
        context.post({ person: context.actor?.person.id ?? '' }, 'note', { text });
      });
      scope.posted('note', async (context, data) => {
        const { text } = data as { text: string };
        const before = await context.records(notes).get('last');
        seen.push(`${context.actor?.person.name}: ${before ?? 'nothing'} -> ${text}`);
        context.records(notes).set('last', text);
      });
    });
    await using community = await testCommunity({ plugins: [plugin] });

    await community.says('ana', 'north-area', 'one');
    await community.says('ana', 'medical-supplies', 'two');

    expect(seen).toEqual(['Ana Reyes: nothing -> one', 'Ana Reyes: one -> two']);
  });

  it('is done although the bot is stopped right after it was left', async () => {
    const seen: string[] = [];
    let mayRun = false;
    const plugin = pluginThat('poster', (scope) => {
      scope.on('message.received', {}, (context) => context.post(north, 'later'));
      scope.posted('later', () => {
        if (!mayRun) throw new Error('not yet');
        seen.push('done');
      });
    });
    await using community = await testCommunity({ plugins: [plugin], mayFail: true });
    await community.tellsBot('ana', 'hello');

    mayRun = true;
    await community.restarts();
    await community.passes('1 minute');

    expect(seen).toEqual(['done']);
  });
});
