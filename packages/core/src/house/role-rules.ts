import type { CoreMessages } from '../messages.js';
import type { Person } from '../model/person.js';
import { hasRole, type RoleAt } from '../model/person-roles.js';
import { carries, permissionsOf, type Role, rolesOf } from '../model/role.js';
import type { Actor } from '../plugins/context.js';

/** A change of somebody's roles that somebody asks for. */
export interface RoleWish {
  readonly role: Role;
  readonly of: Person;
  /** Given, or taken away. */
  readonly has: boolean;
  /** The group that was named, or the one it is asked in. */
  readonly group: string | undefined;
  readonly by: Actor;
  /** The group it is asked in. */
  readonly here: string | undefined;
  readonly community: { readonly roles: readonly Role[] };
}

/** What comes of a wish: where the role is to be changed, or why it is not. */
export type RoleVerdict =
  | { readonly change: RoleAt }
  | { readonly refusal: Extract<keyof CoreMessages, `role.${string}`> };

/** The roles of the asker that count where the change would hold. */
function authority({ by, here }: RoleWish, group: string | undefined): readonly string[] {
  if (group === undefined) return by.person.roles;
  if (group === here) return by.roles;
  return [...by.person.roles, ...(by.person.groupRoles?.[group] ?? [])];
}

/** Nobody gives or takes what they do not have: not the right to do it, and nothing of the role. */
function isTooStrong(wish: RoleWish, group: string | undefined): boolean {
  const held = permissionsOf(authority(wish, group), rolesOf(wish.community));
  const wanted = ['role.give', ...wish.role.permissions];
  return !wanted.every((permission) => held.some((one) => carries(one, permission)));
}

/** Judges a wish to give or take a role. Pure: who may do what is decided from what is given. */
export function judgeRole(wish: RoleWish): RoleVerdict {
  const { role, of, has, by } = wish;
  if (role.name === 'member' || role.name === 'group-admin') {
    return { refusal: 'role.follows-messenger' };
  }
  if (role.scope === 'group' && wish.group === undefined) return { refusal: 'role.which-group' };
  const group = role.scope === 'group' ? wish.group : undefined;
  if (isTooStrong(wish, group)) return { refusal: 'role.too-strong' };
  if (!has && of.id === by.person.id) return { refusal: 'role.own' };
  const change = { role: role.name, group };
  if (hasRole(of, change) === has) return { refusal: has ? 'role.has-already' : 'role.has-not' };
  return { change };
}
