import { findPerson } from '../accept/find-person.js';
import type { KapwaEvent } from '../events/event.js';
import { ledgerChat } from '../ledger/ledger-chat.js';
import type { Community } from '../model/community.js';
import type { Group } from '../model/group.js';
import { collections, recordKey } from '../model/keys.js';
import type { Actor } from '../plugins/context.js';
import { ahead, goOn } from '../store/go-on.js';
import type { InboxEntry, MaybePromise, Store, Stored } from '../store/store.js';
import { type Acting, type ActorReader, readActor, readHolder } from './read-actor.js';

/** Who, where, in which role: what a handler needs to know before it decides. */
export interface Scene {
  readonly community: Community;
  /** Grows with every change of the community's record, so that options can be kept ready. */
  readonly communityVersion: number;
  readonly group: Group | undefined;
  /** The chat it is in: that of the group, otherwise the direct one of the event. */
  readonly chat: SceneChat | undefined;
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

/** A chat of a messenger. */
interface SceneChat {
  readonly adapter: string;
  readonly id: string;
  /** How the ledger names it. */
  readonly inLedger: string;
}

function chatOf(event: KapwaEvent, group: Group | undefined): SceneChat | undefined {
  const own = group === undefined && 'chat' in event && event.chat.direct ? event : undefined;
  const adapter = group?.chat?.adapter ?? own?.adapter;
  const id = group?.chat?.id ?? own?.chat.id;
  if (adapter === undefined || id === undefined) return undefined;
  return { adapter, id, inLedger: ledgerChat(adapter, id) };
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

/**
 * Where the work of a lane goes on whose person turned out to be somebody else, or never became one:
 * their account was found to be somebody's while this waited.
 */
function movedTo(
  { place }: InboxEntry,
  store: Pick<Store, 'get'>,
  { actor, newPerson }: Acting,
): MaybePromise<string | undefined> {
  if (place.person === undefined) return undefined;
  return goOn(findPerson(store, place.community, place.person), (person) => {
    const counts = person ?? (newPerson ? undefined : actor?.person);
    return counts === undefined || counts.id === place.person ? undefined : counts.id;
  });
}

function sceneOf(
  entry: InboxEntry,
  stored: Stored,
  foundGroup: Stored | undefined,
  { store }: ActorReader,
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
    chat: chatOf(entry.event, group),
    actor,
    unknown: {
      chat: groupKey !== undefined && foundGroup === undefined,
      person: newPerson,
      membership: newMembership,
      name: newName,
    },
  };
  if (person === undefined || person === actor?.person.id) return scene;
  return goOn(movedTo(entry, store, acting), (moved) =>
    moved === undefined ? scene : { ...scene, movedTo: moved },
  );
}

/** Reads who and where an event is about. Undefined when its community is not there any more. */
export function readScene(entry: InboxEntry, reader: ActorReader): MaybePromise<Scene | undefined> {
  const { community: key, group } = entry.place;
  const { store } = reader;
  const community = store.get(collections.communities, recordKey(key));
  const found =
    group === undefined ? undefined : ahead(store.get(collections.groups, recordKey(key, group)));
  const holder = ahead(readHolder(entry, reader));
  return goOn(community, (stored) => {
    if (stored === undefined) return undefined;
    return goOn(found, (foundGroup) =>
      goOn(readActor(entry, stored.value as Community, reader, holder), (acting) =>
        sceneOf(entry, stored, foundGroup, reader, acting),
      ),
    );
  });
}
