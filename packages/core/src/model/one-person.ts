import { type PlatformRole, platformRoles } from './membership.js';
import type { Account, Person, PersonId } from './person.js';

/** All ids one platform has for an account. */
export function idsOf({ id, aliases }: Account): readonly string[] {
  return aliases === undefined ? [id] : [id, ...aliases];
}

/** Whether an id was somebody's, and is no more. */
export function wasTheirs({ former = [] }: Person, adapter: string, id: string): boolean {
  return former.some((one) => one.adapter === adapter && one.id === id);
}

/** Those of the ids that are not yet known to be the person's on that platform, or to have been. */
export function unknownIds(
  person: Person,
  adapter: string,
  ids: readonly string[],
): readonly string[] {
  return ids.filter(
    (id) =>
      !person.accounts.some(
        (account) =>
          account.adapter === adapter &&
          (account.id === id || account.aliases?.includes(id) === true),
      ) && !wasTheirs(person, adapter, id),
  );
}

/** One account out of several that turned out to be the same; the first leads. */
function oneAccount(first: Account, others: readonly Account[], ids: readonly string[]): Account {
  const all = [first, ...others];
  const aliases = new Set([...all.flatMap(idsOf), ...ids]);
  aliases.delete(first.id);
  const named = all.some((account) => account.named === true);
  return {
    adapter: first.adapter,
    id: first.id,
    ...(aliases.size === 0 ? {} : { aliases: [...aliases] }),
    ...(named ? { named } : {}),
  };
}

/** The person's accounts once these ids of one platform are known to be one account. */
export function withOneAccount(
  accounts: readonly Account[],
  adapter: string,
  ids: readonly string[],
): Account[] {
  const isSame = (account: Account): boolean =>
    account.adapter === adapter && idsOf(account).some((id) => ids.includes(id));
  const same = accounts.filter(isSame);
  const first = same.find(({ named }) => named) ?? same[0];
  const [id] = ids;
  if (id === undefined) return [...accounts];
  if (first === undefined) return [...accounts, oneAccount({ adapter, id }, [], ids)];
  const others = same.filter((account) => account !== first);
  return accounts.flatMap((account) => {
    if (account === first) return [oneAccount(first, others, ids)];
    return isSame(account) ? [] : [account];
  });
}

/** Which of two records of one human stays, and which leads to it from then on. */
export interface Merger {
  readonly into: PersonId;
  readonly from: PersonId;
}

/**
 * The record that stays: the one the blueprint names, otherwise the older. Two that the blueprint
 * names stay apart: it has to be corrected by whoever wrote it.
 */
export function mergerOf(one: Person, other: Person): Merger | undefined {
  if (one.id === other.id || (one.key !== undefined && other.key !== undefined)) return undefined;
  const [stays, goes] = staysBefore(one, other) ? [one, other] : [other, one];
  return { into: stays.id, from: goes.id };
}

function staysBefore(one: Person, other: Person): boolean {
  if (one.key !== undefined || other.key !== undefined) return one.key !== undefined;
  const [first = 0, second = 0] = [one.since, other.since];
  return first === second ? one.id < other.id : first < second;
}

function union(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}

function unitedRoles(one: Person, other: Person): Pick<Person, 'groupRoles'> {
  const groups = union(Object.keys(one.groupRoles ?? {}), Object.keys(other.groupRoles ?? {}));
  if (groups.length === 0) return {};
  const rolesIn = (group: string): string[] =>
    union(one.groupRoles?.[group] ?? [], other.groupRoles?.[group] ?? []);
  return { groupRoles: Object.fromEntries(groups.map((group) => [group, rolesIn(group)])) };
}

function unitedAccounts(one: Person, other: Person): Account[] {
  let accounts: Account[] = [...one.accounts];
  for (const account of other.accounts) {
    const ids = idsOf(account);
    const isNew = unknownIds({ ...one, accounts }, account.adapter, ids).length === ids.length;
    accounts = isNew
      ? [...accounts, account]
      : withOneAccount([...accounts, account], account.adapter, ids);
  }
  return accounts;
}

/** What one of the two has now is no former account of theirs. */
function unitedFormer(stays: Person, other: Person): Pick<Person, 'former'> {
  const all = [...(stays.former ?? []), ...(other.former ?? [])];
  const now = unitedAccounts(stays, other);
  const former = all.filter(
    ({ adapter, id }) => !now.some((one) => one.adapter === adapter && idsOf(one).includes(id)),
  );
  return all.length === 0 ? {} : { former };
}

function latest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

function unitedTimes(one: Person, other: Person): Pick<Person, 'wroteBy'> {
  if (one.wroteBy === undefined || other.wroteBy === undefined) {
    const wroteBy = one.wroteBy ?? other.wroteBy;
    return wroteBy === undefined ? {} : { wroteBy };
  }
  const wroteBy = { ...one.wroteBy };
  for (const [way, at] of Object.entries(other.wroteBy)) {
    wroteBy[way] = Math.max(at, wroteBy[way] ?? 0);
  }
  return { wroteBy };
}

/** One person out of two records: what the one that stays has not, it takes from the other. */
export function united(stays: Person, other: Person): Person {
  const language = stays.language ?? other.language;
  const wroteAt = latest(stays.wroteAt, other.wroteAt);
  return {
    ...stays,
    name: stays.name === '' ? other.name : stays.name,
    accounts: unitedAccounts(stays, other),
    roles: union(stays.roles, other.roles),
    ...unitedFormer(stays, other),
    ...unitedRoles(stays, other),
    ...(other.roleChanges === undefined
      ? {}
      : { roleChanges: { ...other.roleChanges, ...stays.roleChanges } }),
    hasWritten: stays.hasWritten || other.hasWritten,
    ...(language === undefined ? {} : { language }),
    ...(wroteAt === undefined ? {} : { wroteAt }),
    ...unitedTimes(stays, other),
  };
}

/** The higher of two platform roles. */
export function higherRole(one: PlatformRole, other: PlatformRole): PlatformRole {
  return platformRoles.indexOf(one) >= platformRoles.indexOf(other) ? one : other;
}
