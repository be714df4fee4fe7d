import type { z } from 'zod';
import { schema } from '../schema.js';
import { accountNow } from './moved-account.js';
import { idsOf } from './one-person.js';
import { type Account, type FormerAccount, type Person, personSchema } from './person.js';

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

/** Whether an account is one somebody had, perhaps under an id it has got since. */
function isOneOf(account: Account, had: readonly Account[], now: Person): boolean {
  return had.some(
    (one) =>
      one.adapter === account.adapter &&
      idsOf(one).some((id) => accountNow(now, one.adapter, id) === account),
  );
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

type Former = Pick<Person, 'former'>;

/** Each keeps the ids they had before: those that led to an account of theirs, and those they brought. */
function partedFormer(
  now: Person,
  { gone }: Link,
  back: readonly Account[],
): { readonly stays: Former; readonly back: Former } {
  const brought = [...gone.accounts, ...(gone.former ?? [])];
  const isBack = ({ adapter, id }: FormerAccount): boolean => {
    const account = accountNow(now, adapter, id);
    if (account !== undefined) return back.includes(account);
    return brought.some(
      (one) => one.adapter === adapter && [one.id, ...aliasesIn(one)].includes(id),
    );
  };
  const of = (former: readonly FormerAccount[]): Former =>
    former.length === 0 ? {} : { former: [...former] };
  const all = now.former ?? [];
  return { stays: of(all.filter((one) => !isBack(one))), back: of(all.filter(isBack)) };
}

function aliasesIn(one: Account | FormerAccount): readonly string[] {
  return 'aliases' in one ? (one.aliases ?? []) : [];
}

/** Two people out of one who had linked their accounts. Pure. */
export function parted(now: Person, link: Link): { readonly stays: Person; readonly back: Person } {
  const { groupRoles: _, roleChanges: __, former: _former, ...rest } = now;
  const { groupRoles: ___, roleChanges: ____, former: _theirs, ...before } = link.gone;
  const isBack = (account: Account): boolean => isOneOf(account, link.gone.accounts, now);
  const former = partedFormer(now, link, now.accounts.filter(isBack));
  const roles = partedRoles(now, link);
  const language = link.gone.language ?? now.language;
  return {
    stays: {
      ...rest,
      accounts: now.accounts.filter((one) => !isBack(one)),
      ...former.stays,
      ...roles.stays,
    },
    back: {
      ...before,
      accounts: now.accounts.filter(isBack),
      ...former.back,
      hasWritten: true,
      ...(language === undefined ? {} : { language }),
      ...roles.back,
    },
  };
}
