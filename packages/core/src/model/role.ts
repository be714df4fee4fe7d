import { z } from 'zod';
import type { PlatformRole } from './membership.js';

/** What a role lets a person do: `noun.verb`, such as `message.delete`; `*` for everything. */
export type Permission = string;

/** A named set of permissions that holds in the whole community or in one group. */
export const roleSchema = z.object({
  name: z.string().min(1),
  scope: z.enum(['community', 'group']),
  permissions: z.array(z.string().min(1)),
});
/** A named set of permissions. */
export type Role = z.infer<typeof roleSchema>;

/** The roles every community has without naming them. */
export const builtInRoles: readonly Role[] = [
  { name: 'member', scope: 'group', permissions: ['rules.read', 'thanks.give'] },
  { name: 'group-admin', scope: 'group', permissions: ['message.delete', 'posting.set'] },
  { name: 'community-admin', scope: 'community', permissions: ['*'] },
];

/** The kit role a platform's own role stands for in that group. */
export function roleFromPlatform(role: PlatformRole | undefined): 'member' | 'group-admin' {
  return role === 'admin' || role === 'owner' ? 'group-admin' : 'member';
}

/** Whether any of the named roles, out of `known`, carries the permission. */
export function allows(
  roles: readonly string[],
  permission: Permission,
  known: readonly Role[],
): boolean {
  return known.some(
    (role) =>
      roles.includes(role.name) &&
      (role.permissions.includes('*') || role.permissions.includes(permission)),
  );
}
