import type { Actor, Role } from '@kapwa/core';
import { personSchema } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { judgeRole, type RoleWish } from '../../src/house/role-rules.js';

const roles = {
  checker: { name: 'checker', scope: 'community', permissions: ['claim.judge'] },
  reader: { name: 'reader', scope: 'community', permissions: ['rules.read'] },
  giver: { name: 'giver', scope: 'community', permissions: ['role.give'] },
  deputy: { name: 'deputy', scope: 'community', permissions: ['role.give', 'claim.judge'] },
  remover: { name: 'remover', scope: 'group', permissions: ['message.delete'] },
  helper: { name: 'helper', scope: 'group', permissions: ['role.give'] },
} as const satisfies Record<string, Role>;
const community = { roles: Object.values(roles) };

const person = (id: string, more: object = {}) =>
  personSchema.parse({ id, name: id, accounts: [], ...more });

/** Somebody who asks in the north; what the messenger gives them there is among `here`. */
function asker(
  everywhere: readonly string[],
  groupRoles = {},
  here: readonly string[] = [],
): Actor {
  const north = (groupRoles as Record<string, readonly string[]>).north ?? [];
  return {
    person: person('asker', { roles: everywhere, groupRoles }),
    roles: ['member', ...everywhere, ...north, ...here],
    can: () => true,
  };
}

const wish = (more: Partial<RoleWish> & Pick<RoleWish, 'role' | 'by'>): RoleWish => ({
  of: person('baraka'),
  has: true,
  group: undefined,
  here: 'north',
  community,
  ...more,
});

describe('a role for the whole community', () => {
  it('is given by who has all of it, and the right to give', () => {
    const verdict = judgeRole(wish({ role: roles.checker, by: asker(['deputy']) }));

    expect(verdict).toEqual({ change: { role: 'checker', group: undefined } });
  });

  it.each([
    ['who may not give roles', asker(['checker'])],
    ['who does not have what it allows', asker(['giver'])],
    ['who has it by a role in one group only', asker(['checker'], { north: ['helper'] })],
    ['who heads a group', asker(['checker'], {}, ['group-admin', 'giver'])],
  ])('is not given by somebody %s', (_, by) => {
    expect(judgeRole(wish({ role: roles.checker, by }))).toEqual({ refusal: 'role.too-strong' });
  });

  it('does not rest on what every member of a group may do there', () => {
    const by = asker(['giver']);

    expect(judgeRole(wish({ role: roles.reader, by, here: undefined }))).toEqual({
      refusal: 'role.too-strong',
    });
  });
});

describe('a role in a group', () => {
  const inNorth = { role: roles.remover, group: 'north' } as const;

  it('is given there by an admin of the group who may give roles there', () => {
    const by = asker([], { north: ['helper'] }, ['group-admin']);

    expect(judgeRole(wish({ ...inNorth, by }))).toEqual({
      change: { role: 'remover', group: 'north' },
    });
  });

  it('is not given elsewhere on the strength of what somebody is here', () => {
    const by = asker([], { north: ['helper'], south: ['helper'] }, ['group-admin']);

    expect(judgeRole(wish({ ...inNorth, group: 'south', by }))).toEqual({
      refusal: 'role.too-strong',
    });
  });

  it('is given elsewhere by who has named roles there', () => {
    const by = asker([], { south: ['helper', 'remover'] });

    expect(judgeRole(wish({ ...inNorth, group: 'south', by }))).toEqual({
      change: { role: 'remover', group: 'south' },
    });
    expect(judgeRole(wish({ ...inNorth, group: 'east', by }))).toEqual({
      refusal: 'role.too-strong',
    });
  });

  it('has to name the group', () => {
    expect(judgeRole(wish({ role: roles.remover, by: asker(['deputy']) }))).toEqual({
      refusal: 'role.which-group',
    });
  });
});

describe('a change that changes nothing', () => {
  const by = asker(['deputy']);

  it('is said to be so', () => {
    const checker = person('baraka', { roles: ['checker'] });

    expect(judgeRole(wish({ role: roles.checker, by, of: checker }))).toEqual({
      refusal: 'role.has-already',
    });
    expect(judgeRole(wish({ role: roles.checker, by, has: false }))).toEqual({
      refusal: 'role.has-not',
    });
  });

  it('of roles the messenger gives is left to it', () => {
    for (const name of ['member', 'group-admin']) {
      const role: Role = { name, scope: 'group', permissions: [] };
      expect(judgeRole(wish({ role, by }))).toEqual({ refusal: 'role.follows-messenger' });
    }
  });

  it('nobody takes a role from themselves: somebody has to be left who can give it back', () => {
    expect(judgeRole(wish({ role: roles.checker, by, of: by.person, has: false }))).toEqual({
      refusal: 'role.own',
    });
  });
});
