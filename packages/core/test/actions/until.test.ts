import { createEmbeddedStore, type Store } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';
import { doer, told } from './doer.js';

const group = 'north-area';
const MINUTE = 60_000;

async function locking(store?: () => Store) {
  const does = doer({
    lock: (context) =>
      void context.perform(
        { kind: 'posting.set', group, posting: 'admins' },
        { ...told, until: context.now + 60 * MINUTE },
      ),
    'too late': (context) =>
      void context.perform(
        { kind: 'posting.set', group, posting: 'admins' },
        { ...told, notBefore: context.now + 90 * MINUTE, until: context.now + 60 * MINUTE },
      ),
    open: (context) => {
      const until = context.now + 60 * MINUTE;
      context.perform({ kind: 'editing.set', group, editing: 'everyone' }, { until });
      context.perform({ kind: 'adding.set', group, adding: 'everyone' }, { until });
    },
    stay: (context) => void context.perform({ kind: 'posting.set', group, posting: 'admins' }),
    deputise: async (context) => {
      const ana = await context.personOf({ id: 'ana' });
      context.perform(
        { kind: 'member.promote', group, person: ana.id },
        { until: context.now + 60 * MINUTE },
      );
    },
    pin: (context, { message }) =>
      void context.perform(
        { kind: 'message.pin', target: { group, message } },
        { until: context.now + 60 * MINUTE },
      ),
    rename: (context) =>
      void context.perform(
        { kind: 'group.describe', group, name: 'North (closed)', description: 'Back soon' },
        { until: context.now + 60 * MINUTE },
      ),
  });
  const community = await testCommunity({
    plugins: [does.plugin],
    ...(store === undefined ? {} : { store }),
  });
  const posting = () => community.world.group(group)?.posting;
  return { community, does, posting };
}

describe('a change with an end', () => {
  it('is put back for who may edit the group and who may add people, too', async () => {
    const { community } = await locking();
    const now = () => community.world.group(group);
    await community.says('sameer', group, 'open');
    expect(now()).toMatchObject({ editing: 'everyone', adding: 'everyone' });

    await community.passes('1 hour');

    expect(now()).toMatchObject({ editing: 'admins', adding: 'admins' });
    await community.stop();
  });

  it('is put back at its end', async () => {
    const { community, posting } = await locking();
    await community.says('sameer', group, 'lock');

    await community.passes('59 minutes');
    expect(posting()).toBe('admins');
    await community.passes('1 minute');

    expect(posting()).toBe('everyone');
    expect(await community.store.outgoing()).toEqual([]);
    await community.stop();
  });

  it('says what would undo it', async () => {
    const { community, does } = await locking();

    await community.says('sameer', group, 'lock');

    expect(does.outcomes).toEqual([
      { kind: 'done', undo: { kind: 'posting.set', group, posting: 'everyone' } },
    ]);
    await community.stop();
  });

  it('is put back after a restart, also when the bot was away at its end', async () => {
    const folder = await temporaryFolder();
    const { community, posting } = await locking(() => createEmbeddedStore(folder));
    await community.says('sameer', group, 'lock');

    await community.restarts(() =>
      community.world.clock.set(community.world.clock.now() + 90 * MINUTE),
    );

    expect(posting()).toBe('everyone');
    await community.stop();
  });

  it('is put back after an outage, though the platform could not tell yet what it was asked for', async () => {
    const { community, posting } = await locking();
    const { world } = community;
    const cut = world.subscribe(({ kind }) => kind === 'settings' && world.line.setOnline(false));
    await community.says('sameer', group, 'lock');
    cut();

    await community.passes('2 hours');
    expect(posting()).toBe('admins');
    world.line.setOnline(true);
    await community.passes('1 hour');

    expect(posting()).toBe('everyone');
    await community.stop();
  });

  it('is left to the admin who changes it meanwhile, also to and fro', async () => {
    const { community, posting } = await locking();
    await community.says('sameer', group, 'lock');

    await community.atOnce((world) => {
      world.setPosting(group, 'everyone', { by: 'sameer' });
      world.setPosting(group, 'admins', { by: 'grace' });
    });
    await community.passes('2 hours');

    expect(posting()).toBe('admins');
    await community.stop();
  });

  it('is left to the admin who changed it while the bot was away', async () => {
    const { community } = await locking();
    await community.says('sameer', group, 'rename');

    await community.restarts(() => {
      community.world.describe(group, { title: 'The North' }, { by: 'sameer' });
    });
    await community.passes('2 hours');

    expect(community.world.group(group)).toMatchObject({
      title: 'The North',
      description: 'Back soon',
    });
    await community.stop();
  });

  it('lasts until the end of the last one, and then is as it was before the first', async () => {
    const { community, posting } = await locking();
    await community.says('sameer', group, 'lock');
    await community.passes('30 minutes');
    await community.says('sameer', group, 'lock');

    await community.passes('45 minutes');
    expect(posting()).toBe('admins');
    await community.passes('15 minutes');

    expect(posting()).toBe('everyone');
    await community.stop();
  });

  it('is not put back when the bot was asked to change it without an end', async () => {
    const { community, posting } = await locking();
    await community.says('sameer', group, 'lock');
    await community.says('sameer', group, 'stay');

    await community.passes('2 hours');

    expect(posting()).toBe('admins');
    expect(await community.store.outgoing()).toEqual([]);
    await community.stop();
  });

  it('leaves alone what had been so before', async () => {
    const { community, posting } = await locking();
    await community.atOnce((world) => void world.setPosting(group, 'admins', { by: 'sameer' }));

    await community.says('sameer', group, 'lock');
    await community.passes('2 hours');

    expect(posting()).toBe('admins');
    await community.stop();
  });

  it('may be the role of a person, a pinned message, a name', async () => {
    const { community } = await locking();
    const { title, description } = community.world.group(group) ?? {};
    const ana = () =>
      community.world.group(group)?.members.find(({ account }) => account === 'ana');

    await community.says('sameer', group, 'deputise');
    await community.says('sameer', group, 'pin');
    await community.says('sameer', group, 'rename');
    expect(ana()?.role).toBe('admin');
    expect(community.world.group(group)).toMatchObject({
      title: 'North (closed)',
      pinned: [expect.any(String)],
    });
    await community.passes('1 hour');

    expect(ana()?.role).toBe('member');
    expect(community.world.group(group)).toMatchObject({ title, description, pinned: [] });
    await community.stop();
  });

  it('is not begun after its end', async () => {
    const { community, does, posting } = await locking();

    await community.says('sameer', group, 'too late');
    await community.passes('2 hours');

    expect(does.outcomes).toEqual([{ kind: 'expired' }]);
    expect(posting()).toBe('everyone');
    await community.stop();
  });

  it('is refused to what cannot be undone', async () => {
    const does = doer({
      go: (context) =>
        void context.perform({ kind: 'invite.reset', group }, { until: context.now + MINUTE }),
    });
    await using community = await testCommunity({ plugins: [does.plugin] });

    await community.says('ana', group, 'go');

    expect(community.failures).toMatchObject([{ error: { code: 'plugin.invalid' } }]);
  });
});
