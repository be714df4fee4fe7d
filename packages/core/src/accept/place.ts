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
import type { MaybePromise, Place, Store } from '../store/store.js';

/** What placing an event needs to know. */
export interface Places {
  readonly store: Pick<Store, 'get'>;
  readonly ids: IdMaker;
  /** Where chats and people nobody has heard of belong. */
  defaultCommunity(): string;
}

/** An event with its lane. */
export interface Placed {
  readonly lane: string;
  readonly place: Place;
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
  return goOn(places.store.get(collections.chats, recordKey(adapter, chat.id)), (known) => {
    const { community, group } = (known?.value as ChatRecord | undefined) ?? {
      community: places.defaultCommunity(),
      group: places.ids('group', adapter, chat.id),
    };
    return { lane: groupLane(community, group), place: { community, group } };
  });
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
    : { lane: groupLane(community, group), place: { community, group } };
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
