import type { z } from 'zod';
import { schema } from '../schema.js';
import type { PlatformRole } from './membership.js';

/**
 * What a role lets a person do: `noun.verb`, such as `message.delete`; `message.*` for all that can
 * be done with messages, `*` for everything.
 */
export type Permission = string;

/** A named set of permissions that holds in the whole community or in one group. */
export const roleSchema = schema((z) =>
  z.object({
    name: z.string().min(1),
    scope: z.enum(['community', 'group']),
    permissions: z.array(z.string().min(1)),
  }),
);
/** A named set of permissions. */
export type Role = z.infer<typeof roleSchema>;

/** The roles every community has without naming them. */
export const builtInRoles: readonly Role[] = [
  { name: 'member', scope: 'group', permissions: ['rules.read', 'thanks.give'] },
  {
    name: 'group-admin',
    scope: 'group',
    permissions: [
      'message.*',
      'poll.send',
      'posting.set',
      'editing.set',
      'adding.set',
      'disappearing.set',
      'approval.set',
      'group.describe',
      'group.read',
      'member.mute',
      'member.remove',
      'join.answer',
      'invite.*',
      'bot.pause',
    ],
  },
  { name: 'community-admin', scope: 'community', permissions: ['*'] },
];

/** The kit role a platform's own role stands for in that group. */
export function roleFromPlatform(role: PlatformRole | undefined): 'member' | 'group-admin' {
  return role === 'admin' || role === 'owner' ? 'group-admin' : 'member';
}

/** Whether one permission carries another: `*` all of them, `message.*` all with messages. */
export function carries(held: Permission, wanted: Permission): boolean {
  if (held === '*' || held === wanted) return true;
  return held.endsWith('.*') && wanted.startsWith(held.slice(0, -1));
}

/** The permissions of the named roles, out of `known`. */
export function permissionsOf(
  roles: readonly string[],
  known: readonly Role[],
): readonly Permission[] {
  return known.flatMap(({ name, permissions }) => (roles.includes(name) ? permissions : []));
}

/** Whether any of the named roles, out of `known`, carries the permission. */
export function allows(
  roles: readonly string[],
  permission: Permission,
  known: readonly Role[],
): boolean {
  return known.some(
    (role) =>
      roles.includes(role.name) && role.permissions.some((held) => carries(held, permission)),
  );
}

/** The roles of a community: the built-in ones and its own. */
export function rolesOf(community: { readonly roles: readonly Role[] }): readonly Role[] {
  return community.roles.length === 0 ? builtInRoles : [...builtInRoles, ...community.roles];
}

/** What was changed by command about the roles that the blueprint names for somebody. */
export type RoleChanges = Readonly<Record<string, 'given' | 'taken'>>;

/** The roles somebody has: those of the blueprint, with what was given and taken by command. */
export function rolesAfter(named: readonly string[], changes: RoleChanges = {}): string[] {
  const all = new Set([...named, ...Object.keys(changes)]);
  return [...all].filter((role) => changes[role] !== 'taken');
}
