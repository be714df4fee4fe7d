import {
  type ActionKind,
  actionKinds,
  actionPermissions,
  builtInRoles,
  carries,
} from '@kapwa/core';
import { describe, expect, it } from 'vitest';

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
  'disappearing.set': 'y y -',
  'group.describe': 'y y -',
  'group.create': 'y - -',
  'group.link': 'y - -',
  'group.unlink': 'y - -',
  'group.read': 'y y -',
  'member.remove': 'y y -',
  'member.promote': 'y - -',
  'member.demote': 'y - -',
  'join.approve': 'y y -',
  'join.decline': 'y y -',
  'invite.get': 'y y -',
  'invite.reset': 'y y -',
  'typing.show': 'y y -',
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

  it('names permissions as things and what is done with them', () => {
    for (const permission of Object.values(actionPermissions)) {
      expect(permission).toMatch(/^[a-z]+\.[a-z]+$/);
    }
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
