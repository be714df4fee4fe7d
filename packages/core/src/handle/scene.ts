import { holderOf } from '../accept/account-holder.js';
import { findPerson } from '../accept/find-person.js';
import type { AccountRef, KapwaEvent } from '../events/event.js';
import { ledgerChat } from '../ledger/ledger-chat.js';
import type { Community } from '../model/community.js';
import type { Group } from '../model/group.js';
import { collections, type IdMaker, recordKey } from '../model/keys.js';
import type { Membership } from '../model/membership.js';
import type { Person } from '../model/person.js';
import { allows, type Permission, roleFromPlatform, rolesOf } from '../model/role.js';
import type { Actor } from '../plugins/context.js';
import { goOn } from '../store/go-on.js';
import type { InboxEntry, MaybePromise, Store, Stored } from '../store/store.js';

/** Who, where, in which role: what a handler needs to know before it decides. */
export interface Scene {
  readonly community: Community;
  /** Grows with every change of the community's record, so that options can be kept ready. */
  readonly communityVersion: number;
  readonly group: Group | undefined;
  /** How the ledger names the chat of the group. */
  readonly ledgerChat: string | undefined;
  readonly actor: Actor | undefined;
  /** The person in whose lane this goes on: the one of the event's lane was merged into them. */
  readonly movedTo?: string;
  /** Records that have to be made because the chat or the person was not known. */
  readonly unknown: {
    readonly chat: boolean;
    readonly person: boolean;
    readonly membership: boolean;
    /** The person is called here as the event says, and not as the record does. */
    readonly name: boolean;
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
  const roles = ['member', ...person.roles];
  if (given !== undefined) roles.push(...given);
  if (extra !== undefined) roles.push(...extra);
  if (roleFromPlatform(membership?.role) === 'group-admin') roles.push('group-admin');
  const can = (permission: Permission): boolean => allows(roles, permission, rolesOf(community));
  return membership === undefined
    ? { person, roles, can }
    : { person, platformRole: membership.role, roles, can };
}

interface Reader {
  readonly store: Pick<Store, 'get'>;
  readonly ids: IdMaker;
}

/** What was found out about who an event is about. */
interface Acting {
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

/** Where the work of a lane goes on whose person turned out to be somebody else. */
function movedTo(
  { place }: InboxEntry,
  store: Pick<Store, 'get'>,
): MaybePromise<string | undefined> {
  if (place.person === undefined) return undefined;
  return goOn(findPerson(store, place.community, place.person), (person) =>
    person === undefined || person.id === place.person ? undefined : person.id,
  );
}

/** The person behind an account, as they are called now. */
function personOf(
  entry: InboxEntry,
  account: AccountRef,
  found: { readonly id: string; readonly kept: Person | undefined },
): Person {
  const { event, place } = entry;
  const person = found.kept ?? newPerson(found.id, event.adapter, account, event.at);
  // In their own direct chat people are called what they call themselves now.
  const takesName = person.name === '' || place.person !== undefined;
  const { name } = account;
  return takesName && name !== undefined && name !== person.name ? { ...person, name } : person;
}

function memberOf(
  { community, group }: InboxEntry['place'],
  person: string,
  store: Pick<Store, 'get'>,
): MaybePromise<Stored | undefined> {
  if (group === undefined) return undefined;
  return store.get(collections.memberships, recordKey(community, group, person));
}

function readActor(entry: InboxEntry, community: Community, reader: Reader): MaybePromise<Acting> {
  const { event, place } = entry;
  const { store } = reader;
  const account = accountOf(event);
  if (account === undefined) return ownerAsActor(entry, community, store);
  return goOn(holderOf(event.adapter, account, event.at, reader), (holder) => {
    const { person: id } = holder;
    const record = store.get(collections.people, recordKey(place.community, id));
    return goOn(record, (stored) => {
      const kept = stored?.value as Person | undefined;
      const merged = kept?.mergedInto !== undefined;
      return goOn(merged ? findPerson(store, place.community, id) : kept, (counts) =>
        goOn(memberOf(place, id, store), (membership): Acting => {
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

function sceneOf(
  entry: InboxEntry,
  stored: Stored,
  foundGroup: Stored | undefined,
  { store }: Reader,
  acting: Acting,
): MaybePromise<Scene> {
  const { group: groupKey, person } = entry.place;
  const community = stored.value as Community;
  const { actor, newPerson, newMembership, newName } = acting;
  const group = (foundGroup?.value as Group | undefined) ?? adoptedGroup(entry, community);
  const scene: Scene = {
    community,
    communityVersion: stored.version,
    group,
    ledgerChat: group?.chat && ledgerChat(group.chat.adapter, group.chat.id),
    actor,
    unknown: {
      chat: groupKey !== undefined && foundGroup === undefined,
      person: newPerson,
      membership: newMembership,
      name: newName,
    },
  };
  if (person === undefined || person === actor?.person.id) return scene;
  return goOn(movedTo(entry, store), (moved) =>
    moved === undefined ? scene : { ...scene, movedTo: moved },
  );
}

/** Reads who and where an event is about. Undefined when its community is not there any more. */
export function readScene(entry: InboxEntry, reader: Reader): MaybePromise<Scene | undefined> {
  const { community: key, group } = entry.place;
  const { store } = reader;
  return goOn(store.get(collections.communities, recordKey(key)), (stored) => {
    if (stored === undefined) return undefined;
    const found =
      group === undefined ? undefined : store.get(collections.groups, recordKey(key, group));
    return goOn(found, (foundGroup) =>
      goOn(readActor(entry, stored.value as Community, reader), (acting) =>
        sceneOf(entry, stored, foundGroup, reader, acting),
      ),
    );
  });
}
