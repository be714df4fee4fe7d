import { builtInRoles, type Role } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { idMaker, keyPart, recordKey } from '../../src/model/keys.js';
import { allows, permissionsOf, roleFromPlatform, rolesAfter } from '../../src/model/role.js';

describe('what a role allows', () => {
  const checker: Role = { name: 'checker', scope: 'community', permissions: ['claim.decide'] };
  const known = [...builtInRoles, checker];

  it.each([
    [['member'], 'rules.read', true],
    [['member'], 'message.delete', false],
    [['member', 'group-admin'], 'message.delete', true],
    [['community-admin'], 'anything.at-all', true],
    [['checker'], 'claim.decide', true],
    [['checker'], 'message.delete', false],
    [['no-such-role'], 'rules.read', false],
    [[], 'rules.read', false],
  ])('is what one of the roles says: %j %s', (roles, permission, expected) => {
    expect(allows(roles, permission, known)).toBe(expected);
  });

  it.each([
    ['owner', 'group-admin'],
    ['admin', 'group-admin'],
    ['member', 'member'],
    [undefined, 'member'],
  ] as const)('follows the role on the platform: %s is %s', (platform, role) => {
    expect(roleFromPlatform(platform)).toBe(role);
  });
});

describe('the permissions of somebody', () => {
  it('are those of all their roles, and none of others', () => {
    const known: Role[] = [
      { name: 'checker', scope: 'community', permissions: ['claim.decide'] },
      { name: 'keeper', scope: 'group', permissions: ['message.*', 'role.give'] },
    ];

    expect(permissionsOf(['checker', 'keeper'], known)).toEqual([
      'claim.decide',
      'message.*',
      'role.give',
    ]);
    expect(permissionsOf(['checker'], known)).toEqual(['claim.decide']);
    expect(permissionsOf(['nobody'], known)).toEqual([]);
  });
});

describe('the roles of somebody the blueprint names', () => {
  it.each([
    [['checker'], {}, ['checker']],
    [['checker'], { keeper: 'given' }, ['checker', 'keeper']],
    [['checker', 'keeper'], { keeper: 'taken' }, ['checker']],
    [['checker'], { checker: 'given' }, ['checker']],
    [[], { checker: 'taken' }, []],
    [['checker'], undefined, ['checker']],
  ] as const)('%j with %j by command are %j', (named, changes, expected) => {
    expect(rolesAfter(named, changes)).toEqual(expected);
  });
});

describe('a key', () => {
  it.each([[['a', 'b']], [['a/b', 'c']], [['a', 'b/c']], [['a%2Fb', 'c']], [['%', '/%/']], [['']]])(
    'tells its parts apart: %j',
    (parts) => {
      expect(
        recordKey(...parts)
          .split('/')
          .map(keyPart),
      ).toEqual(parts);
    },
  );
});

describe('an id', () => {
  it('is the same for the same input, and for nothing else', () => {
    const ids = idMaker('secret');

    expect(ids('person', 'whatsapp', '+254')).toBe(ids('person', 'whatsapp', '+254'));
    expect(
      new Set([
        ids('person', 'whatsapp', '+254'),
        ids('person', 'whatsapp/+254'),
        ids('group', 'whatsapp', '+254'),
        idMaker('other')('person', 'whatsapp', '+254'),
      ]).size,
    ).toBe(4);
  });

  it('tells nothing of the number it stands for', () => {
    expect(idMaker('secret')('person', 'whatsapp', '+254700000001')).toMatch(/^person_[\w-]{16}$/);
    expect(idMaker('secret')('person', 'whatsapp', '+254700000001')).not.toContain('254');
  });
});
