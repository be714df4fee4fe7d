import { type ActionOptions, type AnyPlugin, type Outcome, plain, type Role } from '@kapwa/core';
import { type TestCommunity, testCommunity, turnableClock } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { messageFrom, messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { pluginThat } from '../plugin-that.js';
import { smallPlatform } from '../small-platform.js';

/** Deletes the message that an order answers, on behalf of who gave the order. */
function deleting(options: ActionOptions = {}, delay = 0): AnyPlugin {
  return pluginThat('cleaner', (scope) => {
    scope.on('message.received', {}, (context, event) => {
      const { actor, group, now } = context;
      if (event.text !== 'delete this' || actor === undefined || group === undefined) return;
      const target = { group: group.key, message: event.replyTo ?? '' };
      context.perform(
        { kind: 'message.delete', target },
        {
          reason: 'test',
          ...options,
          ...(delay === 0 ? {} : { notBefore: now + delay }),
          onBehalfOf: { person: actor.person.id, permission: 'message.delete' },
        },
      );
    });
  });
}

/** Baraka writes, somebody orders to delete it; `meanwhile` happens before that is done. */
async function ordered(
  community: TestCommunity,
  by: string,
  meanwhile?: () => Promise<void> | void,
): Promise<{ readonly removed: number; readonly reason: string }> {
  const replyTo = await community.says('baraka', 'north-area', 'a rumour');
  await community.says(by, 'north-area', 'delete this', { replyTo });
  await meanwhile?.();
  await community.passes('2 minutes');
  const outcome = community.actions.find(({ kind }) => kind === 'message.delete')?.outcome;
  return {
    removed: community.group('north-area').removed.length,
    reason: outcome?.kind === 'refused' ? outcome.reason : '',
  };
}

const minute = 60_000;
const roles: Role[] = [
  { name: 'fact-checker', scope: 'community', permissions: ['message.*'] },
  { name: 'cleaner', scope: 'group', permissions: ['message.delete'] },
];

describe('what is done on behalf of somebody', () => {
  it('is done for an admin of the group', async () => {
    await using community = await testCommunity({ plugins: [deleting()] });

    expect(await ordered(community, 'grace')).toEqual({ removed: 1, reason: '' });
  });

  it('is refused for others', async () => {
    await using community = await testCommunity({ plugins: [deleting()] });

    const { removed, reason } = await ordered(community, 'ana');

    expect(removed).toBe(0);
    expect(reason).toContain('the role it rests on is gone');
  });

  it('is refused when the admin was demoted before it was done', async () => {
    await using community = await testCommunity({ plugins: [deleting({}, minute)] });

    const { removed, reason } = await ordered(community, 'grace', () =>
      community.demotes('grace', 'north-area'),
    );

    expect(removed).toBe(0);
    expect(reason).toContain('the role it rests on is gone');
  });

  it('is refused when the admin has left', async () => {
    await using community = await testCommunity({ plugins: [deleting({}, minute)] });

    const { removed } = await ordered(community, 'grace', () =>
      community.leaves('grace', 'north-area'),
    );

    expect(removed).toBe(0);
  });

  it('goes by the messenger, not by what the bot has heard', async () => {
    await using community = await testCommunity({ plugins: [deleting({}, minute)] });

    const { removed } = await ordered(community, 'ana', () =>
      community.promotes('ana', 'north-area'),
    );

    expect(removed).toBe(1);
  });

  it('is refused when the role cannot be read, and says to try again', async () => {
    await using community = await testCommunity({ plugins: [deleting()] });
    community.world.line.setRolesReadable(false);

    const { removed, reason } = await ordered(community, 'grace');

    expect(removed).toBe(0);
    expect(reason).toContain('try again');
    community.world.line.setRolesReadable(true);
    community.forget();
    expect(await ordered(community, 'grace')).toEqual({ removed: 1, reason: '' });
  });

  it('is refused when the messenger cannot be reached', async () => {
    await using community = await testCommunity({ plugins: [deleting({}, minute)] });

    const { removed, reason } = await ordered(community, 'grace', () =>
      community.world.line.setOnline(false),
    );

    expect(removed).toBe(0);
    expect(reason).toContain('try again');
  });

  it('leaves no mark of having been begun, where it must not go out twice', async () => {
    const plugin = deleting({ delivery: 'at-most-once' });
    await using community = await testCommunity({ plugins: [plugin] });
    community.world.line.setRolesReadable(false);

    await ordered(community, 'grace');

    expect(await community.store.outgoing()).toEqual([]);
  });
});

describe('what rests on a named role', () => {
  const withRoles = (delay = 0) =>
    testCommunity({ plugins: [deleting({}, delay)], community: { roles } });

  it('of the community needs no messenger to tell', async () => {
    await using community = await withRoles();
    await community.tellsBot('sameer', '/role give ana fact-checker');
    community.world.line.setRolesReadable(false);

    expect(await ordered(community, 'ana')).toEqual({ removed: 1, reason: '' });
  });

  it('is refused when the role was taken away meanwhile', async () => {
    await using community = await withRoles(minute);
    await community.tellsBot('sameer', '/role give ana fact-checker');

    const { removed } = await ordered(community, 'ana', async () => {
      await community.tellsBot('sameer', '/role take ana fact-checker');
      await community.tellsBot('sameer', 'yes');
    });

    expect(removed).toBe(0);
  });

  it('of one group holds there for members only, and not elsewhere', async () => {
    await using community = await withRoles(minute);
    await community.says('sameer', 'north-area', '/role give @Ana cleaner');

    expect((await ordered(community, 'ana')).removed).toBe(1);
    community.forget();
    const gone = await ordered(community, 'ana', () => community.leaves('ana', 'north-area'));

    expect(gone.removed).toBe(1);
    expect(gone.reason).toContain('the role it rests on is gone');
  });
});

/** Posts in North Area for whoever asks, or for somebody else; `to` themselves where they say so. */
function crier(permission: string, wisher?: string): AnyPlugin {
  return pluginThat('crier', (scope) => {
    scope.on('message.received', {}, (context, { text }) => {
      const asker = context.actor?.person.id ?? '';
      const to = text === 'to me' ? { person: asker } : { group: 'north-area' };
      context.perform(
        { kind: 'message.send', to, text: plain('hear, hear') },
        { onBehalfOf: { person: wisher ?? asker, permission } },
      );
    });
  });
}

describe('what every member may', () => {
  it('is done for members of the group and its admins, and for nobody else', async () => {
    await using community = await testCommunity({ plugins: [crier('thanks.give')] });

    await community.tellsBot('ana', 'please');
    await community.tellsBot('grace', 'please');
    expect(community.group('north-area').fromBot).toEqual(['hear, hear', 'hear, hear']);
    await community.tellsBot('juma', 'please');

    expect(community.group('north-area').fromBot).toHaveLength(2);
    expect(community.actions.at(-1)?.outcome).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('the role it rests on is gone'),
    });
  });
});

describe('what rests on the role in a group', () => {
  it('is not done outside of that group', async () => {
    await using community = await testCommunity({ plugins: [crier('message.send')] });

    await community.tellsBot('grace', 'please');
    await community.tellsBot('grace', 'to me');

    expect(community.group('north-area').fromBot).toEqual(['hear, hear']);
    expect(community.actions.at(-1)?.outcome).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('the role it rests on is gone'),
    });
  });
});

describe('somebody the kit does not know any more', () => {
  it('has nothing done on their behalf', async () => {
    const plugin = crier('message.send', 'person_who-was-erased');
    await using community = await testCommunity({ plugins: [plugin] });

    await community.tellsBot('grace', 'please');

    expect(community.actions.at(-1)?.outcome).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('the role it rests on is gone'),
    });
  });
});

describe('a messenger that cannot tell who has which role', () => {
  it('is not even asked about somebody who is not on it', async () => {
    const outcomes: Outcome[] = [];
    const clock = turnableClock();
    const [here, elsewhere] = [smallPlatform(clock), smallPlatform(clock, 'elsewhere')];
    const adapters = [here.adapter, elsewhere.adapter];
    const { kit } = await hostedKit({ adapters, plugins: [crier('message.send')], clock });
    kit.events.on('action.settled', ({ outcome }) => void outcomes.push(outcome));

    await kit.receive(messageFrom('rosa', 'please', { adapter: 'elsewhere' })).settled;
    await kit.idle();

    expect(outcomes).toMatchObject([
      { kind: 'refused', reason: expect.stringContaining('the role it rests on is gone') },
    ]);
  });

  it('has nothing done on the role it gives', async () => {
    const outcomes: Outcome[] = [];
    const plugin = crier('message.send');
    const clock = turnableClock();
    const messenger = smallPlatform(clock);
    const { kit } = await hostedKit({ adapters: [messenger.adapter], plugins: [plugin], clock });
    kit.events.on('action.settled', ({ outcome }) => void outcomes.push(outcome));

    await kit.receive(messageIn('north-area', 'please', { from: { id: 'grace' } })).settled;
    await kit.idle();

    expect(messenger.arrived).toEqual([]);
    expect(outcomes).toMatchObject([
      { kind: 'refused', reason: expect.stringContaining('try again') },
    ]);
  });
});
