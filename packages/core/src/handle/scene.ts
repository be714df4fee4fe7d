import { findPerson } from '../accept/find-person.js';
import { findAccount, newPersonId } from '../accept/place.js';
import type { AccountRef, KapwaEvent } from '../events/event.js';
import type { Community } from '../model/community.js';
import type { Group } from '../model/group.js';
import { collections, type IdMaker, recordKey } from '../model/keys.js';
import type { Membership } from '../model/membership.js';
import type { Person } from '../model/person.js';
import { allows, roleFromPlatform, rolesOf } from '../model/role.js';
import type { Actor } from '../plugins/context.js';
import type { InboxEntry, Store, Stored } from '../store/store.js';

/** Who, where, in which role: what a handler needs to know before it decides. */
export interface Scene {
  readonly community: Community;
  /** Grows with every change of the community's record, so that options can be kept ready. */
  readonly communityVersion: number;
  readonly group: Group | undefined;
  readonly actor: Actor | undefined;
  /** The person in whose lane this goes on: the one of the event's lane was merged into them. */
  readonly movedTo?: string;
  /** Records that have to be made because the chat or the person was not known. */
  readonly unknown: {
    readonly chat: boolean;
    readonly person: boolean;
    readonly membership: boolean;
  };
}

/** The account an event is about: who wrote, joined, reacted. */
export function accountOf(event: KapwaEvent): AccountRef | undefined {
  switch (event.kind) {
    case 'message.received':
    case 'message.edited':
    case 'poll.voted':
    case 'reaction.added':
      return event.from;
    case 'join.requested':
    case 'member.joined':
    case 'member.left':
    case 'role.changed':
      return event.member;
    case 'group.changed':
    case 'message.deleted':
      return event.by;
    default:
      return undefined;
  }
}

function adoptedGroup(entry: InboxEntry, community: Community): Group | undefined {
  const key = entry.place.group;
  if (key === undefined || !('chat' in entry.event)) return undefined;
  const { chat, adapter } = entry.event;
  return {
    key,
    name: chat.title ?? chat.id,
    kind: 'general',
    tags: [],
    languages: community.languages.slice(0, 1),
    listed: false,
    posting: 'everyone',
    chat: { adapter, id: chat.id },
    adopted: true,
  };
}

/** Somebody met for the first time, at that moment where it is known. */
export function newPerson(
  id: string,
  adapter: string,
  account: AccountRef,
  since?: number,
): Person {
  const { id: accountId, name, aliases } = account;
  return {
    id,
    name: name ?? '',
    accounts: [
      { adapter, id: accountId, ...(aliases === undefined ? {} : { aliases: [...aliases] }) },
    ],
    roles: [],
    hasWritten: false,
    ...(since === undefined ? {} : { since }),
  };
}

function makeActor(
  person: Person,
  membership: Membership | undefined,
  community: Community,
  group?: string,
  extra?: readonly string[],
): Actor {
  const given = group === undefined ? undefined : person.groupRoles?.[group];
  const roles = ['member', ...person.roles, ...(given ?? []), ...(extra ?? [])];
  if (roleFromPlatform(membership?.role) === 'group-admin') roles.push('group-admin');
  return {
    person,
    ...(membership === undefined ? {} : { platformRole: membership.role }),
    roles,
    can: (permission) => allows(roles, permission, rolesOf(community)),
  };
}

interface Reader {
  readonly store: Pick<Store, 'get'>;
  readonly ids: IdMaker;
}

const nobodyNew = { newPerson: false, newMembership: false };

/** In a person's lane they are the one it is about, even when no platform event brought it. */
async function ownerAsActor(
  { place }: InboxEntry,
  community: Community,
  store: Pick<Store, 'get'>,
): Promise<{ actor?: Actor }> {
  if (place.person === undefined) return {};
  const person = await findPerson(store, place.community, place.person);
  return person === undefined ? {} : { actor: makeActor(person, undefined, community) };
}

/** Where the work of a lane goes on whose person turned out to be somebody else. */
async function movedTo(
  { place }: InboxEntry,
  store: Pick<Store, 'get'>,
): Promise<string | undefined> {
  if (place.person === undefined) return undefined;
  const person = await findPerson(store, place.community, place.person);
  return person === undefined || person.id === place.person ? undefined : person.id;
}

async function readActor(
  entry: InboxEntry,
  community: Community,
  { store, ids }: Reader,
): Promise<{ actor?: Actor; newPerson: boolean; newMembership: boolean }> {
  const { event, place } = entry;
  const account = accountOf(event);
  if (account === undefined)
    return { ...(await ownerAsActor(entry, community, store)), ...nobodyNew };
  const known = await findAccount(store, event.adapter, account);
  const id = known?.person ?? newPersonId(ids, event.adapter, account.id);
  const [record, member] = await Promise.all([
    store.get(collections.people, recordKey(place.community, id)),
    place.group === undefined
      ? undefined
      : store.get(collections.memberships, recordKey(place.community, place.group, id)),
  ]);
  const kept = record?.value as Person | undefined;
  const person =
    (kept?.mergedInto === undefined ? kept : await findPerson(store, place.community, id)) ??
    newPerson(id, event.adapter, account, event.at);
  // In their own direct chat people are called what they call themselves now.
  const takesName = person.name === '' || place.person !== undefined;
  const named =
    takesName && account.name !== undefined ? { ...person, name: account.name } : person;
  const extra = event.kind === 'message.received' ? event.roles : undefined;
  return {
    actor: makeActor(named, member?.value as Membership | undefined, community, place.group, extra),
    newPerson: known === undefined || record === undefined,
    newMembership: place.group !== undefined && member === undefined,
  };
}

/** Reads who and where an event is about. Undefined when its community is not there any more. */
export async function readScene(entry: InboxEntry, reader: Reader): Promise<Scene | undefined> {
  const { community: key, group: groupKey } = entry.place;
  const stored: Stored | undefined = await reader.store.get(
    collections.communities,
    recordKey(key),
  );
  if (stored === undefined) return undefined;
  const community = stored.value as Community;
  const found =
    groupKey === undefined
      ? undefined
      : await reader.store.get(collections.groups, recordKey(key, groupKey));
  const group = (found?.value as Group | undefined) ?? adoptedGroup(entry, community);
  const {
    actor,
    newPerson: person,
    newMembership: membership,
  } = await readActor(entry, community, reader);
  const isOwner = entry.place.person === undefined || entry.place.person === actor?.person.id;
  const moved = isOwner ? undefined : await movedTo(entry, reader.store);
  return {
    community,
    communityVersion: stored.version,
    group,
    actor,
    ...(moved === undefined ? {} : { movedTo: moved }),
    unknown: { chat: groupKey !== undefined && found === undefined, person, membership },
  };
}
