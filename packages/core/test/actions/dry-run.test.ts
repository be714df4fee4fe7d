import { createKit, createMemoryStore, defineBlueprint, plain } from '@kapwa/core';
import { createWorld, playgroundAdapter, testCommunity, turnableClock } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { doer, told } from './doer.js';

const group = 'north-area';

function careful(name = 'doer') {
  return doer(
    {
      lock(context) {
        const lock = context.perform({ kind: 'posting.set', group, posting: 'admins' }, told);
        const to = { group: 'admin-only' };
        context.perform({ kind: 'message.send', to, text: plain('locked') }, { after: [lock] });
      },
      read: (context) => void context.perform({ kind: 'group.read', group }, told),
      chain: (context) =>
        void context.perform(
          { kind: 'posting.set', group, posting: 'admins' },
          { onSettled: { step: 'told', data: 'next' } },
        ),
      next: (context) =>
        void context.perform({
          kind: 'message.send',
          to: { group: 'admin-only' },
          text: plain('it is locked'),
        }),
    },
    name,
  );
}

describe('a dry run', () => {
  it.each([
    ['of a plugin', ['doer']],
    ['of a group', [group]],
  ])('%s shows what would happen, and does none of it', async (_, dryRun) => {
    const does = careful();
    await using community = await testCommunity({ plugins: [does.plugin], community: { dryRun } });

    await community.says('sameer', group, 'lock');

    expect(community.world.group(group)?.posting).toBe('everyone');
    expect(community.group('admin-only').fromBot).toEqual([]);
    expect(community.actions.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['posting.set', { kind: 'rehearsed', capability: { level: 'native' } }],
      ['message.send', { kind: 'rehearsed', capability: { level: 'native' } }],
    ]);
    expect(does.outcomes).toMatchObject([{ kind: 'rehearsed' }]);
  });

  it('leaves other plugins and groups alone', async () => {
    await using community = await testCommunity({
      plugins: [careful().plugin, careful('other').plugin],
      community: { dryRun: ['other', 'cairo-team'] },
    });

    await community.says('sameer', group, 'lock');

    expect(community.world.group(group)?.posting).toBe('admins');
    expect(community.group('admin-only').fromBot).toEqual(['locked']);
  });

  it('goes on in what a step does because of it', async () => {
    const does = careful();
    await using community = await testCommunity({
      plugins: [does.plugin],
      community: { dryRun: [group] },
    });

    await community.says('sameer', group, 'chain');

    expect(community.actions.map(({ outcome }) => outcome?.kind)).toEqual([
      'rehearsed',
      'rehearsed',
    ]);
    expect(community.group('admin-only').fromBot).toEqual([]);
  });

  it('says where the bot could not have done it', async () => {
    const does = careful();
    await using community = await testCommunity({
      plugins: [does.plugin],
      community: { dryRun: ['doer'] },
    });
    await community.demotes('kapwa', group);

    await community.says('sameer', group, 'lock');

    const asked = community.actions.filter(({ plugin }) => plugin === 'doer');
    expect(asked).toMatchObject([
      { outcome: { kind: 'rehearsed', capability: { level: 'assisted' } } },
      { outcome: { kind: 'refused' } },
    ]);
  });

  it('reads all the same, as that changes nothing for anybody', async () => {
    const does = careful();
    await using community = await testCommunity({
      plugins: [does.plugin],
      community: { dryRun: ['doer'] },
    });

    await community.says('sameer', group, 'read');

    expect(does.outcomes).toMatchObject([{ kind: 'done', data: { posting: 'everyone' } }]);
  });

  it('of the whole kit reaches nobody', async () => {
    await using community = await testCommunity({ plugins: [careful().plugin], dryRun: true });

    await community.says('sameer', group, 'lock');

    expect(community.actions.map(({ outcome }) => outcome?.kind)).toEqual([
      'rehearsed',
      'rehearsed',
    ]);
    expect(community.world.group(group)?.posting).toBe('everyone');
  });

  it('holds for what had been asked for before it began', async () => {
    const does = doer({
      later: (context) =>
        void context.perform(
          { kind: 'posting.set', group, posting: 'admins' },
          { notBefore: context.now + 1000 },
        ),
    });
    const clock = turnableClock();
    const store = createMemoryStore();
    const world = createWorld({
      clock,
      people: [{ id: 'sameer' }],
      groups: [{ id: group, members: ['sameer'] }],
    });
    const kitWith = (dryRun: boolean) =>
      createKit({
        communities: [
          defineBlueprint({
            community: { name: 'Health Workers', purpose: 'Care together', timeZone: 'UTC' },
            groups: { [group]: { name: 'North', kind: 'general', chat: { playground: group } } },
          }),
        ],
        adapters: [playgroundAdapter(world)],
        plugins: [does.plugin],
        store,
        clock,
        dryRun,
      });
    const first = kitWith(false);
    await first.start();
    world.write('sameer', group, 'later');
    await clock.advance(0);
    await world.line.delivered();
    await first.idle();
    await first.stop();

    const second = kitWith(true);
    clock.settleWith(() => second.idle());
    await second.start();
    await clock.advance(2000);
    await second.stop();

    expect(world.group(group)?.posting).toBe('everyone');
    expect(await store.outgoing()).toEqual([]);
  });
});

describe('the names under dryRun', () => {
  it('are those of plugins and groups: a slip would let happen what was to be rehearsed', async () => {
    const wrong = testCommunity({
      plugins: [careful().plugin],
      community: { dryRun: ['doer', 'north-aera'] },
    });

    await expect(wrong).rejects.toThrow(/"north-aera" is neither a plugin nor a group/);
  });
});
