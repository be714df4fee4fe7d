import type { AccountRef, ChatRef, KapwaEvent } from '../events/event.js';
import {
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
import { holderOf } from './account-holder.js';

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
  readonly groups: Remembered<Placed>;
  /** Where the direct chats of an account lead, by adapter and id. */
  readonly people: Remembered<Placed>;
}

function placeGroup(places: Places, adapter: string, chat: ChatRef): MaybePromise<Placed> {
  const known = places.groups.get(adapter, chat.id);
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
    if (!(found instanceof Promise)) places.groups.set(adapter, chat.id, placed);
    return placed;
  });
}

function groupPlace(community: string, group: string): Placed {
  return { lane: groupLane(community, group), place: { community, group } };
}

function placePerson(places: Places, event: KapwaEvent, from: AccountRef): MaybePromise<Placed> {
  const known = places.people.get(event.adapter, from.id);
  return known ?? findPersonPlace(places, event, from);
}

function findPersonPlace(
  places: Places,
  { adapter, at }: KapwaEvent,
  from: AccountRef,
): MaybePromise<Placed> {
  const holder = holderOf(adapter, from, at, places);
  return goOn(holder, ({ person, community: known }) => {
    const community = known ?? places.defaultCommunity();
    const placed = { lane: personLane(person), place: { community, person } };
    // Found at once by the id alone: whenever this was, and whatever else is told of them.
    if (!(holder instanceof Promise)) places.people.set(adapter, from.id, placed);
    return placed;
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
    case 'accounts.lost':
    case 'person.merging':
    case 'person.merged':
    case 'person.parted':
      return placeInCommunity(places.defaultCommunity(), undefined);
    case 'account.moved':
      return placePerson(places, event, event.account);
    case 'message.received':
    case 'message.edited':
    case 'poll.voted':
    case 'reaction.added':
      return event.chat.direct
        ? placePerson(places, event, event.from)
        : placeGroup(places, event.adapter, event.chat);
    default:
      return event.chat.direct
        ? placePerson(places, event, { id: event.chat.id })
        : placeGroup(places, event.adapter, event.chat);
  }
}
