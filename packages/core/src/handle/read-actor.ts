import { type Holder, holderOf } from '../accept/account-holder.js';
import { findPerson } from '../accept/find-person.js';
import type { AccountRef, KapwaEvent } from '../events/event.js';
import type { Community } from '../model/community.js';
import { collections, type IdMaker, recordKey } from '../model/keys.js';
import type { Membership } from '../model/membership.js';
import type { Person } from '../model/person.js';
import { allows, type Permission, roleFromPlatform, rolesOf } from '../model/role.js';
import type { Actor } from '../plugins/context.js';
import { ahead, goOn } from '../store/go-on.js';
import type { InboxEntry, MaybePromise, Place, Store, Stored } from '../store/store.js';

/** The account an event is about: who wrote, joined, reacted. */
export function accountOf(event: KapwaEvent): AccountRef | undefined {
  switch (event.kind) {
    case 'message.received':
    case 'message.edited':
    case 'poll.voted':
    case 'reaction.added':
      return event.from;
    case 'join.requested':
    case 'join.withdrawn':
    case 'member.joined':
    case 'member.left':
    case 'member.muted':
    case 'role.changed':
      return event.member;
    case 'group.changed':
    case 'message.deleted':
      return event.by;
    default:
      return undefined;
  }
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
  const roles = ['member', ...person.roles];
  if (given !== undefined) roles.push(...given);
  if (extra !== undefined) roles.push(...extra);
  if (roleFromPlatform(membership?.role) === 'group-admin') roles.push('group-admin');
  const can = (permission: Permission): boolean => allows(roles, permission, rolesOf(community));
  return membership === undefined
    ? { person, roles, can }
    : { person, platformRole: membership.role, roles, can };
}

/** By what it is found out. */
export interface ActorReader {
  readonly store: Pick<Store, 'get'>;
  readonly ids: IdMaker;
}

/** What was found out about who an event is about. */
export interface Acting {
  readonly actor: Actor | undefined;
  readonly newPerson: boolean;
  readonly newMembership: boolean;
  readonly newName: boolean;
}

/** In a person's lane they are the one it is about, even when no platform event brought it. */
function ownerAsActor(
  { place }: InboxEntry,
  community: Community,
  store: Pick<Store, 'get'>,
): MaybePromise<Acting> {
  const nobody: Acting = {
    actor: undefined,
    newPerson: false,
    newMembership: false,
    newName: false,
  };
  if (place.person === undefined) return nobody;
  return goOn(findPerson(store, place.community, place.person), (person) =>
    person === undefined ? nobody : { ...nobody, actor: makeActor(person, undefined, community) },
  );
}

/** Whether an event gives somebody another name: in their own direct chat they are called as they say now. */
export function isRenamed({ name: known }: Person, { name }: AccountRef, place: Place): boolean {
  const takesName = known === '' || place.person !== undefined;
  return takesName && name !== undefined && name !== known;
}

/** The person behind an account, as they are called now. */
function personOf(
  entry: InboxEntry,
  account: AccountRef,
  found: { readonly id: string; readonly kept: Person | undefined },
): Person {
  const { event, place } = entry;
  const person = found.kept ?? newPerson(found.id, event.adapter, account, event.at);
  return isRenamed(person, account, place)
    ? { ...person, name: account.name ?? person.name }
    : person;
}

function memberOf(
  { community, group }: InboxEntry['place'],
  person: string,
  store: Pick<Store, 'get'>,
): MaybePromise<Stored | undefined> {
  if (group === undefined) return undefined;
  return store.get(collections.memberships, recordKey(community, group, person));
}

/** Finds out whose the account is that an event is about. */
export function readHolder(
  { event }: InboxEntry,
  reader: ActorReader,
): MaybePromise<Holder | undefined> {
  const account = accountOf(event);
  return account === undefined ? undefined : holderOf(event.adapter, account, event.at, reader);
}

/** Finds out who an event is about, and in which role they are there. */
export function readActor(
  entry: InboxEntry,
  community: Community,
  { store }: ActorReader,
  found: ReturnType<typeof readHolder>,
): MaybePromise<Acting> {
  const { event, place } = entry;
  return goOn(found, (holder) => {
    const account = accountOf(event);
    if (account === undefined || holder === undefined) return ownerAsActor(entry, community, store);
    const { person: id } = holder;
    const record = store.get(collections.people, recordKey(place.community, id));
    const member = ahead(memberOf(place, id, store));
    return goOn(record, (stored) => {
      const kept = stored?.value as Person | undefined;
      const merged = kept?.mergedInto !== undefined;
      return goOn(merged ? findPerson(store, place.community, id) : kept, (counts) =>
        goOn(member, (membership): Acting => {
          const person = personOf(entry, account, { id, kept: counts });
          const extra = event.kind === 'message.received' ? event.roles : undefined;
          const role = membership?.value as Membership | undefined;
          return {
            actor: makeActor(person, role, community, place.group, extra),
            newPerson: holder.community === undefined || stored === undefined,
            newMembership: place.group !== undefined && membership === undefined,
            newName: person !== counts,
          };
        }),
      );
    });
  });
}
