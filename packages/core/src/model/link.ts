import type { z } from 'zod';
import { schema } from '../schema.js';
import { idsOf } from './one-person.js';
import { type Account, type Person, personSchema } from './person.js';

/**
 * What is kept of two people who linked their accounts, so that it can be undone. Belongs to the
 * one who stays, under the id of the one who went.
 */
export const linkSchema = schema((z) =>
  z.object({
    /** The one who went, as they were. */
    gone: personSchema,
    /** ms UTC. */
    at: z.number(),
    /** What of roles the one who stays had of their own. */
    had: personSchema.pick({ roles: true, groupRoles: true, roleChanges: true }),
    /**
     * What plugins kept of the one who went; the part of the key behind the person. With its value
     * where the one who stays had something there already.
     */
    records: z.array(
      z.object({ collection: z.string(), key: z.string(), value: z.unknown().optional() }),
    ),
  }),
);

/** What is kept of two people who linked their accounts. */
export type Link = z.infer<typeof linkSchema>;

type Roles = Pick<Person, 'roles' | 'groupRoles' | 'roleChanges'>;

function sameAccount(one: Account, other: Account): boolean {
  return one.adapter === other.adapter && idsOf(one).some((id) => idsOf(other).includes(id));
}

function groupRolesBy(
  groupRoles: Person['groupRoles'],
  keeps: (group: string, role: string) => boolean,
): Pick<Person, 'groupRoles'> {
  const kept = Object.entries(groupRoles ?? {}).map(
    ([group, roles]) => [group, roles.filter((role) => keeps(group, role))] as const,
  );
  const some = kept.filter(([, roles]) => roles.length > 0);
  return some.length === 0 ? {} : { groupRoles: Object.fromEntries(some) };
}

function changesBy(
  changes: Person['roleChanges'],
  keeps: (role: string) => boolean,
): Pick<Person, 'roleChanges'> {
  const kept = Object.entries(changes ?? {}).filter(([role]) => keeps(role));
  return kept.length === 0 ? {} : { roleChanges: Object.fromEntries(kept) };
}

/** What each has of the roles: who brought one takes it back, unless it was taken away meanwhile. */
function partedRoles(now: Person, { gone, had }: Link): { readonly stays: Roles; back: Roles } {
  const brought = (role: string): boolean => gone.roles.includes(role) && !had.roles.includes(role);
  const broughtTo = (group: string, role: string): boolean =>
    gone.groupRoles?.[group]?.includes(role) === true &&
    had.groupRoles?.[group]?.includes(role) !== true;
  const changed = (role: string): boolean =>
    gone.roleChanges?.[role] !== undefined && had.roleChanges?.[role] === undefined;
  return {
    stays: {
      roles: now.roles.filter((role) => !brought(role)),
      ...groupRolesBy(now.groupRoles, (group, role) => !broughtTo(group, role)),
      ...changesBy(now.roleChanges, (role) => !changed(role)),
    },
    back: {
      roles: gone.roles.filter((role) => now.roles.includes(role)),
      ...groupRolesBy(
        gone.groupRoles,
        (group, role) => now.groupRoles?.[group]?.includes(role) === true,
      ),
      ...changesBy(
        gone.roleChanges,
        (role) => now.roleChanges?.[role] === gone.roleChanges?.[role],
      ),
    },
  };
}

/** Two people out of one who had linked their accounts. Pure. */
export function parted(now: Person, link: Link): { readonly stays: Person; readonly back: Person } {
  const { groupRoles: _, roleChanges: __, ...rest } = now;
  const { groupRoles: ___, roleChanges: ____, ...before } = link.gone;
  const isBack = (account: Account): boolean =>
    link.gone.accounts.some((one) => sameAccount(one, account));
  const roles = partedRoles(now, link);
  const language = link.gone.language ?? now.language;
  return {
    stays: { ...rest, accounts: now.accounts.filter((one) => !isBack(one)), ...roles.stays },
    back: {
      ...before,
      accounts: now.accounts.filter(isBack),
      hasWritten: true,
      ...(language === undefined ? {} : { language }),
      ...roles.back,
    },
  };
}
