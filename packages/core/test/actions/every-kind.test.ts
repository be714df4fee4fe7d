import { type Action, type ActionOptions, dataOf, plain } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { type Doer, doer, told } from './doer.js';

const group = 'north-area';

/** A community whose bot does one thing when Ana writes "go". */
async function asked(
  action: (person: string, message: string) => Action,
  options: ActionOptions = {},
) {
  const does: Doer = doer({
    async go(context, { message }) {
      const juma = await context.personOf({ id: 'juma' });
      const baraka = await context.personOf({ id: 'baraka' });
      const act = action(baraka.id, message);
      const isAnswer = act.kind === 'join.approve' || act.kind === 'join.decline';
      context.perform(isAnswer ? { ...act, person: juma.id } : act, {
        ...told,
        reason: 'test',
        ...options,
      });
    },
  });
  const community = await testCommunity({ plugins: [does.plugin] });
  return { community, does };
}

describe('on the playground the bot', () => {
  it.each<[string, (person: string, message: string) => Action, object]>([
    [
      'closes a group',
      () => ({ kind: 'posting.set', group, posting: 'admins' }),
      { posting: 'admins' },
    ],
    [
      'lets messages disappear',
      () => ({ kind: 'disappearing.set', group, after: 86_400_000 }),
      { disappearing: 86_400_000 },
    ],
    [
      'has people let in one by one',
      () => ({ kind: 'approval.set', group, approval: true }),
      { approval: true },
    ],
    [
      'lets everybody describe a group',
      () => ({ kind: 'editing.set', group, editing: 'everyone' }),
      { editing: 'everyone' },
    ],
    [
      'lets everybody add people',
      () => ({ kind: 'adding.set', group, adding: 'everyone' }),
      { adding: 'everyone' },
    ],
    [
      'describes a group',
      () => ({ kind: 'group.describe', group, name: 'North', description: 'Villages' }),
      { title: 'North', description: 'Villages' },
    ],
    [
      'takes a group out of the community',
      () => ({ kind: 'group.unlink', group }),
      { linked: false },
    ],
    [
      'pins a message',
      (_, message) => ({ kind: 'message.pin', target: { group, message } }),
      { pinned: ['m1'] },
    ],
    [
      'makes somebody an admin',
      (person) => ({ kind: 'member.promote', group, person }),
      { members: expect.arrayContaining([{ account: 'baraka', role: 'admin' }]) },
    ],
    [
      'removes somebody',
      (person) => ({ kind: 'member.remove', group, person }),
      { members: expect.not.arrayContaining([{ account: 'baraka', role: 'member' }]) },
    ],
  ])('%s', async (_, action, expected) => {
    const { community, does } = await asked(action);

    await community.says('ana', group, 'go');

    expect(does.outcomes).toMatchObject([{ kind: 'done' }]);
    expect(community.world.group(group)).toMatchObject(expected);
    await community.stop();
  });

  it('knows afterwards what it has changed, as it would had an admin done it', async () => {
    const { community, does } = await asked(() => ({
      kind: 'posting.set',
      group,
      posting: 'admins',
    }));

    await community.says('ana', group, 'go');

    expect(does.events).toMatchObject([{ kind: 'group.changed', posting: 'admins', byBot: true }]);
    expect(
      (await community.store.get('core.groups', 'health-workers/north-area'))?.value,
    ).toMatchObject({
      posting: 'admins',
    });
    await community.stop();
  });

  it('changes and takes back what it wrote, and reacts to what others wrote', async () => {
    const does = doer({
      go(context, { message }) {
        const first = context.perform({ kind: 'message.send', to: { group }, text: plain('one') });
        const other = context.perform({ kind: 'message.send', to: { group }, text: plain('two') });
        const target = { group, message: { action: first } };
        context.perform({ kind: 'message.edit', target, text: plain('one, mended') });
        context.perform({ kind: 'message.delete', target: { group, message: { action: other } } });
        context.perform({ kind: 'message.react', target: { group, message }, emoji: '🌟' });
      },
    });
    await using community = await testCommunity({ plugins: [does.plugin] });

    await community.says('ana', group, 'go');

    expect(community.group(group).fromBot).toEqual(['one, mended']);
    expect(community.world.messages()[0]?.reactions).toEqual({ kapwa: '🌟' });
  });

  it('asks in a poll, and hears who chose what', async () => {
    const does = doer({
      go(context) {
        const options = ['Monday', 'Tuesday'];
        context.perform({ kind: 'poll.send', to: { group }, question: 'When?', options }, told);
      },
    });
    await using community = await testCommunity({ plugins: [does.plugin] });

    await community.says('ana', group, 'go');
    const [poll] = community.group(group).messages.slice(-1);
    await community.atOnce((world) => void world.vote('baraka', poll?.id ?? '', [1]));

    expect(does.outcomes).toEqual([{ kind: 'sent', messages: [poll?.id] }]);
    expect(does.events).toMatchObject([
      { kind: 'poll.voted', from: { id: 'baraka' }, message: poll?.id, choices: [1] },
    ]);
  });

  it('gets a link that lets people in, and makes a new one so that the old does not', async () => {
    const does = doer({
      get: (context) => void context.perform({ kind: 'invite.get', group }, told),
      reset: (context) => void context.perform({ kind: 'invite.reset', group }, told),
    });
    await using community = await testCommunity({ plugins: [does.plugin] });
    const { world } = community;

    await community.says('ana', group, 'get');
    await community.says('ana', group, 'reset');

    const [old, fresh] = does.outcomes.map((outcome) => dataOf('invite.get', outcome)?.link ?? '');
    expect(world.useLink('juma', old ?? '')).toMatchObject({ code: 'no-such-link' });
    expect(world.useLink('juma', fresh ?? '')).toEqual({ ok: true });
    expect(does.events).toMatchObject([{ kind: 'group.changed', linkReset: true, byBot: true }]);
  });

  it.each([
    ['join.approve', true],
    ['join.decline', false],
  ] as const)('answers somebody who asks to be let in: %s', async (kind, isIn) => {
    const { community, does } = await asked((person) => ({ kind, group, person }));
    await community.atOnce((world) => {
      world.setApproval(group, true);
      world.useLink('juma', world.group(group)?.link ?? '');
    });
    expect(community.world.group(group)?.requests).toEqual(['juma']);

    await community.says('ana', group, 'go');

    expect(does.events).toMatchObject([
      { kind: 'group.changed', approval: true },
      { kind: 'join.requested', member: { id: 'juma' } },
      ...(isIn ? [] : [{ kind: 'join.withdrawn', member: { id: 'juma' }, byBot: true }]),
    ]);
    expect(does.outcomes).toMatchObject([{ kind: 'done' }]);
    const accounts = community.world.group(group)?.members.map(({ account }) => account);
    expect(accounts?.includes('juma')).toBe(isIn);
    expect(community.world.group(group)?.requests).toEqual([]);
    await community.stop();
  });

  it('hears once of who asks to be let in, however often the bot starts, and when they do not any more', async () => {
    const { community, does } = await asked(() => ({ kind: 'group.read', group }));
    const { world } = community;
    const asks = () => void world.useLink('juma', world.group(group)?.link ?? '');
    world.setApproval(group, true);
    world.demote('kapwa', group);
    await community.atOnce(asks);
    expect(does.events.map(({ kind }) => kind)).toEqual(['group.changed']);

    await community.atOnce(() => void world.promote('kapwa', group));
    await community.restarts();
    await community.atOnce(() => void world.withdraw('juma', group));
    await community.atOnce(asks);

    expect(does.events.slice(1).map(({ kind }) => kind)).toEqual([
      'join.requested',
      'join.withdrawn',
      'join.requested',
    ]);
    await community.stop();
  });

  it('reads how a group stands', async () => {
    const { community, does } = await asked(() => ({ kind: 'group.read', group }));

    await community.says('ana', group, 'go');

    const [outcome] = does.outcomes;
    expect(outcome === undefined ? undefined : dataOf('group.read', outcome)).toMatchObject({
      name: 'North Area',
      posting: 'everyone',
      botRole: 'admin',
      members: expect.arrayContaining([
        { account: { id: 'ana', name: 'Ana Reyes' }, role: 'member' },
      ]),
    });
    await community.stop();
  });

  it('shows that it writes, which is kept nowhere', async () => {
    const does = doer({
      go: (context) => void context.perform({ kind: 'typing.show', to: { group } }),
    });
    await using community = await testCommunity({ plugins: [does.plugin] });
    const seen: string[] = [];
    community.world.subscribe(({ kind }) => seen.push(kind));

    await community.says('ana', group, 'go');

    expect(seen).toEqual(['wrote', 'typing']);
    expect(community.actions).toMatchObject([{ kind: 'typing.show', outcome: { kind: 'done' } }]);
  });

  it('shows that it has read a message, which is kept nowhere', async () => {
    const does = doer({
      go: (context, event) =>
        void context.perform({ kind: 'read.show', target: { group, message: event.message } }),
    });
    await using community = await testCommunity({ plugins: [does.plugin] });

    await community.says('ana', group, 'go');

    expect(community.actions).toMatchObject([{ kind: 'read.show', outcome: { kind: 'done' } }]);
    const { bot, messages } = community.world;
    expect(messages().map(({ readBy }) => readBy)).toEqual([[bot.id]]);
    expect(await community.store.list('core.kept-actions', '')).toEqual([]);
  });

  it('is told in plain words where it lacks the right', async () => {
    const { community, does } = await asked(
      (person) => ({ kind: 'member.remove', group, person }),
      { assist: false },
    );
    await community.demotes('kapwa', group);

    await community.says('ana', group, 'go');

    expect(does.outcomes).toEqual([
      {
        kind: 'refused',
        reason:
          'The bot is not an admin of North Area: make it one, or remove the person yourself.',
      },
    ]);
    await community.stop();
  });
});
