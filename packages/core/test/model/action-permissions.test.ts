import {
  type ActionKind,
  actionKinds,
  actionPermissions,
  builtInRoles,
  carries,
  type Role,
} from '@kapwa/core';
import { healthWorkers, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { pluginThat } from '../plugin-that.js';

/** What each role may have done on its behalf: y, or - where it may not. */
const table: Readonly<Record<ActionKind, 'y y -' | 'y - -'>> = {
  //                   community-admin, group-admin, member
  'message.send': 'y y -',
  'message.edit': 'y y -',
  'message.delete': 'y y -',
  'message.react': 'y y -',
  'message.pin': 'y y -',
  'message.unpin': 'y y -',
  'poll.send': 'y y -',
  'posting.set': 'y y -',
  'editing.set': 'y y -',
  'adding.set': 'y y -',
  'disappearing.set': 'y y -',
  'approval.set': 'y y -',
  'group.describe': 'y y -',
  'group.create': 'y - -',
  'group.link': 'y - -',
  'group.unlink': 'y - -',
  'group.read': 'y y -',
  'member.remove': 'y y -',
  'member.promote': 'y - -',
  'member.demote': 'y - -',
  'member.mute': 'y y -',
  'member.unmute': 'y y -',
  'join.approve': 'y y -',
  'join.decline': 'y y -',
  'invite.get': 'y y -',
  'invite.reset': 'y y -',
  'typing.show': 'y y -',
  'read.show': 'y y -',
};

const columns = ['community-admin', 'group-admin', 'member'] as const;

function may(role: string, kind: ActionKind): boolean {
  const held = builtInRoles.find(({ name }) => name === role)?.permissions ?? [];
  return held.some((permission) => carries(permission, actionPermissions[kind]));
}

const cells = actionKinds.flatMap((kind) =>
  columns.map((role, index) => [kind, role, table[kind].split(' ')[index] === 'y'] as const),
);

describe('the table of every action by every built-in role', () => {
  it('has a row for every action and a column for every role', () => {
    expect(Object.keys(table).sort()).toEqual([...actionKinds].sort());
    expect(Object.keys(actionPermissions).sort()).toEqual([...actionKinds].sort());
    expect(builtInRoles.map(({ name }) => name).sort()).toEqual([...columns].sort());
  });

  it.each(cells)('%s for %s: %s', (kind, role, allowed) => {
    expect(may(role, kind)).toBe(allowed);
  });

  it('has a column for what is no action, too: thanking, reading the rules, stopping the bot', () => {
    const held = (name: string) => builtInRoles.find((role) => role.name === name)?.permissions;

    expect(held('member')).toEqual(['rules.read', 'thanks.give']);
    expect(held('group-admin')).toContain('bot.pause');
    expect(held('member')).not.toContain('bot.pause');
  });

  it('holds in one group for its members and admins, and everywhere for community admins', () => {
    const scopes = Object.fromEntries(builtInRoles.map(({ name, scope }) => [name, scope]));

    expect(scopes).toEqual({
      member: 'group',
      'group-admin': 'group',
      'community-admin': 'community',
    });
  });

  it('names permissions as things and what is done with them', () => {
    for (const permission of Object.values(actionPermissions)) {
      expect(permission).toMatch(/^[a-z]+\.[a-z]+$/);
    }
  });
});

/** Roles as communities name them, and the actions that may be done on their behalf. */
const named: Readonly<
  Record<string, readonly [permissions: string[], may: readonly ActionKind[]]>
> = {
  'fact-checker': [['message.delete'], ['message.delete']],
  doorkeeper: [['join.answer'], ['join.approve', 'join.decline']],
  promoter: [['member.promote'], ['member.promote', 'member.demote']],
  linker: [['group.link'], ['group.link', 'group.unlink']],
  inviter: [['invite.*'], ['invite.get', 'invite.reset']],
  moderator: [
    ['message.*'],
    [
      'message.send',
      'message.edit',
      'message.delete',
      'message.react',
      'message.pin',
      'message.unpin',
      'typing.show',
      'read.show',
    ],
  ],
  translator: [[], []],
  deputy: [['*'], actionKinds],
};

const roles: Role[] = Object.entries(named).map(([name, [permissions]]) => ({
  name,
  scope: 'community',
  permissions,
}));

/** What somebody may have done who writes in a group, as a plugin is told of them there. */
async function allowedTo(held: readonly string[]): Promise<readonly ActionKind[]> {
  const seen: ActionKind[] = [];
  const asking = pluginThat('asking', (scope) => {
    scope.on('message.received', {}, ({ actor }) => {
      seen.push(...actionKinds.filter((kind) => actor?.can(actionPermissions[kind])));
    });
  });
  const people = { ...healthWorkers.people, ana: { name: 'Ana', roles: held } };
  await using community = await testCommunity({
    plugins: [asking],
    runTwice: false,
    scene: { ...healthWorkers, people },
    community: { roles },
  });
  await community.says('ana', 'north-area', 'good morning');
  return seen;
}

describe('the table of every action by roles that a community names', () => {
  it.each(Object.entries(named))('%s', async (role, [, allowed]) => {
    const columns = await allowedTo([role]);

    for (const kind of actionKinds) {
      expect(`${kind}: ${columns.includes(kind)}`).toBe(`${kind}: ${allowed.includes(kind)}`);
    }
  });

  it('adds up for somebody who has several', async () => {
    const both = await allowedTo(['doorkeeper', 'inviter']);

    expect(both).toEqual(['join.approve', 'join.decline', 'invite.get', 'invite.reset']);
  });
});

describe('a permission', () => {
  it.each([
    ['*', 'message.delete', true],
    ['message.*', 'message.delete', true],
    ['message.*', 'message.*', true],
    ['message.delete', 'message.delete', true],
    ['message.delete', 'message.*', false],
    ['message.*', '*', false],
    ['message.*', 'messages.delete', false],
    ['mess.*', 'message.delete', false],
    ['message.delete', 'message.deleted', false],
    ['message', 'message.delete', false],
  ])('%s carries %s: %s', (held, wanted, expected) => {
    expect(carries(held, wanted)).toBe(expected);
  });
});
