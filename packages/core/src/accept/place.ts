import type { AccountRef, ChatRef, KapwaEvent } from '../events/event.js';
import {
  type AccountRecord,
  type ChatRecord,
  collections,
  communityLane,
  groupLane,
  type IdMaker,
  personLane,
  recordKey,
} from '../model/keys.js';
import { goOn } from '../store/go-on.js';
import type { Remembered } from '../store/remembered.js';
import type { MaybePromise, Place, Store } from '../store/store.js';

/** An event's lane and whose it is. */
export interface Placed {
  readonly lane: string;
  readonly place: Place;
}

/** What placing an event needs to know. */
export interface Places {
  readonly store: Pick<Store, 'get'>;
  readonly ids: IdMaker;
  /** Where chats and people nobody has heard of belong. */
  defaultCommunity(): string;
  /** Where the chats that are groups lead, by adapter and id. */
  readonly remembered: Remembered<Placed>;
}

/** The id under which an account not seen before becomes a person: the same however often it comes. */
export function newPersonId(ids: IdMaker, adapter: string, account: string): string {
  return ids('person', adapter, account);
}

/** The record of an account, found by its id or by any other id the platform revealed. */
export function findAccount(
  store: Pick<Store, 'get'>,
  adapter: string,
  account: AccountRef,
): MaybePromise<AccountRecord | undefined> {
  return goOn(store.get(collections.accounts, recordKey(adapter, account.id)), (known) =>
    known === undefined && account.aliases !== undefined
      ? findAlias(store, adapter, account.aliases)
      : (known?.value as AccountRecord | undefined),
  );
}

async function findAlias(
  store: Pick<Store, 'get'>,
  adapter: string,
  aliases: readonly string[],
): Promise<AccountRecord | undefined> {
  for (const alias of aliases) {
    const other = await store.get(collections.accounts, recordKey(adapter, alias));
    if (other !== undefined) return other.value as AccountRecord;
  }
  return undefined;
}

function placeGroup(places: Places, adapter: string, chat: ChatRef): MaybePromise<Placed> {
  const known = places.remembered.get(adapter, chat.id);
  return known ?? findGroup(places, adapter, chat);
}

function findGroup(places: Places, adapter: string, chat: ChatRef): MaybePromise<Placed> {
  const found = places.store.get(collections.chats, recordKey(adapter, chat.id));
  return goOn(found, (stored) => {
    if (stored === undefined) {
      const community = places.defaultCommunity();
      return groupPlace(community, places.ids('group', adapter, chat.id));
    }
    const { community, group } = stored.value as ChatRecord;
    const placed = groupPlace(community, group);
    // An answer that took its time may have become old by now.
    if (!(found instanceof Promise)) places.remembered.set(adapter, chat.id, placed);
    return placed;
  });
}

function groupPlace(community: string, group: string): Placed {
  return { lane: groupLane(community, group), place: { community, group } };
}

function placePerson(places: Places, adapter: string, from: AccountRef): MaybePromise<Placed> {
  return goOn(findAccount(places.store, adapter, from), (known) => {
    const person = known?.person ?? newPersonId(places.ids, adapter, from.id);
    const community = known?.community ?? places.defaultCommunity();
    return { lane: personLane(person), place: { community, person } };
  });
}

function placeInCommunity(community: string, group: string | undefined): Placed {
  return group === undefined
    ? { lane: communityLane(community), place: { community } }
    : groupPlace(community, group);
}

/** Finds out to which lane an event belongs: a group, a person's direct chats, or the community. */
export function placeOf(event: KapwaEvent, places: Places): MaybePromise<Placed> {
  switch (event.kind) {
    case 'group.created':
    case 'schedule.due':
      return placeInCommunity(event.community, event.group);
    case 'blueprint.loaded':
      return placeInCommunity(event.blueprint.community.key, undefined);
    case 'community.removed':
      return placeInCommunity(event.community, undefined);
    case 'transport.changed':
    case 'action.settled':
    case 'plugin.posted':
    case 'accounts.revealed':
    case 'person.merging':
    case 'person.merged':
    case 'person.parted':
      return placeInCommunity(places.defaultCommunity(), undefined);
    case 'message.received':
    case 'message.edited':
    case 'poll.voted':
    case 'reaction.added':
      return event.chat.direct
        ? placePerson(places, event.adapter, event.from)
        : placeGroup(places, event.adapter, event.chat);
    default:
      return event.chat.direct
        ? placePerson(places, event.adapter, { id: event.chat.id })
        : placeGroup(places, event.adapter, event.chat);
  }
}
