import { findPerson } from '../accept/find-person.js';
import { type Adapters, chooseWay, type WayFacts } from '../adapters/ways.js';
import { waysNow } from '../adapters/ways-now.js';
import type { Community } from '../model/community.js';
import type { Group } from '../model/group.js';
import { collections, recordKey } from '../model/keys.js';
import type { Membership } from '../model/membership.js';
import type { Person, PersonId } from '../model/person.js';
import type { Reach } from '../model/reach.js';
import { allows, type Permission, roleFromPlatform, rolesOf } from '../model/role.js';
import type { Store } from '../store/store.js';

type Reader = Pick<Store, 'get' | 'list'>;

/** The groups of a community, by key. */
export async function groupsIn(store: Reader, community: string): Promise<readonly Group[]> {
  const records = await store.list(collections.groups, `${recordKey(community)}/`);
  return records.map(({ value }) => value as Group);
}

/** Who is in a group, with the roles the platform gives. */
export async function membershipsIn(
  store: Reader,
  community: string,
  group: string,
): Promise<readonly Membership[]> {
  const records = await store.list(collections.memberships, `${recordKey(community, group)}/`);
  return records.map(({ value }) => value as Membership);
}

/** The people who are admins of a group on its platform. */
export async function adminsIn(
  store: Reader,
  community: string,
  group: string,
): Promise<readonly Person[]> {
  const admins: Person[] = [];
  for (const { person, role } of await membershipsIn(store, community, group)) {
    if (roleFromPlatform(role) !== 'group-admin') continue;
    const found = await findPerson(store, community, person);
    if (found !== undefined) admins.push(found);
  }
  return admins;
}

/** The groups somebody is in. */
export async function groupsOfPerson(
  store: Reader,
  community: string,
  person: PersonId,
): Promise<readonly Group[]> {
  const id = (await findPerson(store, community, person))?.id ?? person;
  const found: Group[] = [];
  for (const group of await groupsIn(store, community)) {
    const key = recordKey(community, group.key, id);
    if ((await store.get(collections.memberships, key)) !== undefined) found.push(group);
  }
  return found;
}

/** Everybody who has a permission: in a group, or in the whole community. */
export async function peopleAllowed(
  store: Reader,
  community: Community,
  permission: Permission,
  group?: string,
): Promise<readonly Person[]> {
  const roles = rolesOf(community);
  const members = group === undefined ? [] : await membershipsIn(store, community.key, group);
  const platform = new Map(members.map(({ person, role }) => [person, roleFromPlatform(role)]));
  const records = await store.list(collections.people, `${recordKey(community.key)}/`);
  return records.flatMap(({ value }) => {
    const person = value as Person;
    if (person.mergedInto !== undefined) return [];
    const here = platform.get(person.id);
    const own = [
      ...person.roles,
      ...(group === undefined ? [] : (person.groupRoles?.[group] ?? [])),
      ...(here === undefined ? [] : ['member', here]),
    ];
    return allows(own, permission, roles) ? [person] : [];
  });
}

/** How somebody can be reached directly, by the way the outbox would take. */
export async function reachOfPerson(
  parts: { readonly store: Reader; readonly adapters: Adapters },
  community: string,
  id: PersonId,
  facts: Omit<WayFacts, 'askedToJoinAt'>,
): Promise<Reach> {
  const person = await findPerson(parts.store, community, id);
  if (person === undefined) return 'cold';
  const ways = await waysNow(person, community, facts, parts);
  return chooseWay(ways, facts.via)?.reach ?? 'cold';
}
