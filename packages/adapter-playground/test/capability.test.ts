import {
  type ActionKind,
  actionKinds,
  type CapabilityQuery,
  groupSchema,
  type PlatformRole,
} from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { capability } from '../src/index.js';

const open = groupSchema.parse({
  key: 'north',
  name: 'North Area',
  kind: 'topic',
  languages: ['en'],
  chat: { adapter: 'playground', id: 'north' },
});
const locked = { ...open, posting: 'admins' as const };

function level(query: Omit<CapabilityQuery, 'now'>): string {
  return capability({ ...query, now: 0 }).level;
}

/** For an admin, a member, and in a direct chat: n(ative), a(ssisted) or u(nsupported). */
const table: Readonly<Record<ActionKind, string>> = {
  'message.send': 'nnn',
  'message.edit': 'nnn',
  'message.delete': 'nau',
  'message.react': 'nnn',
  'message.pin': 'nan',
  'message.unpin': 'nan',
  'poll.send': 'nnn',
  'posting.set': 'nau',
  'editing.set': 'nau',
  'adding.set': 'nau',
  'disappearing.set': 'nau',
  'approval.set': 'nau',
  'group.describe': 'nau',
  'group.create': 'uuu',
  'group.link': 'nau',
  'group.unlink': 'nau',
  'group.read': 'nnu',
  'member.remove': 'nau',
  'member.promote': 'nau',
  'member.demote': 'nau',
  'member.mute': 'nau',
  'member.unmute': 'nau',
  'join.approve': 'nau',
  'join.decline': 'nau',
  'invite.get': 'nau',
  'invite.reset': 'nau',
  'typing.show': 'nnn',
  'read.show': 'nnn',
};

describe('what the playground says it can do', () => {
  it.each(actionKinds)('%s, as an admin, as a member, and in a direct chat', (action) => {
    const levels = [
      level({ action, group: open, botRole: 'admin' }),
      level({ action, group: open, botRole: 'member' }),
      level({ action }),
    ];

    expect(levels.map(([first]) => first).join('')).toBe(table[action]);
  });

  it.each<[PlatformRole | undefined, string]>([
    ['owner', 'native'],
    ['admin', 'native'],
    ['member', 'assisted'],
    [undefined, 'assisted'],
  ])('in a group where only admins write, as %s: %s', (role, expected) => {
    const botRole = role === undefined ? {} : { botRole: role };

    expect(level({ action: 'message.send', group: locked, ...botRole })).toBe(expected);
    expect(level({ action: 'poll.send', group: locked, ...botRole })).toBe(expected);
    expect(level({ action: 'message.delete', group: open, ...botRole })).toBe(expected);
  });

  it('makes a chat for a group that has none', () => {
    const { chat: _chat, ...bare } = open;

    expect(level({ action: 'group.create', group: bare })).toBe('native');
  });

  it('knows that nobody else can change a message of its own', () => {
    expect(level({ action: 'message.edit', group: locked, botRole: 'member' })).toBe('unsupported');
  });

  it('asks to be added to a group it is not in', () => {
    expect(capability({ action: 'message.react', group: open, now: 0 })).toEqual({
      level: 'assisted',
      reason: 'The bot is not in North Area: add it, or react to the message yourself.',
    });
  });

  it('gives a reason that names the group and what to do', () => {
    expect(
      capability({ action: 'message.delete', group: open, botRole: 'member', now: 0 }),
    ).toEqual({
      level: 'assisted',
      reason: 'The bot is not an admin of North Area: make it one, or delete the message yourself.',
    });
  });
});
