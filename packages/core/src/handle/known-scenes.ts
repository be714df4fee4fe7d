import type { AccountRef } from '../events/event.js';
import { collections, type IdMaker } from '../model/keys.js';
import { unknownIds } from '../model/one-person.js';
import type { Actor } from '../plugins/context.js';
import { createRemembered } from '../store/remembered.js';
import type { InboxEntry, MaybePromise, Store } from '../store/store.js';
import { isRenamed } from './read-actor.js';
import { readScene, type Scene } from './scene.js';

/** What a scene is made of. */
const madeOf = [
  collections.communities,
  collections.groups,
  collections.accounts,
  collections.people,
  collections.memberships,
];

/** Who wrote a message of which nothing but the writer and the lane decides the scene. */
function writerOf({ event, only }: InboxEntry): AccountRef | undefined {
  if (event.kind !== 'message.received') return undefined;
  const { from, roles } = event;
  const isUsual = from.aliases === undefined && roles === undefined && only === undefined;
  return isUsual ? from : undefined;
}

/** Several turns see the same actor: none of them may change it for the others. */
function frozen(actor: Actor | undefined): void {
  if (actor === undefined) return;
  Object.freeze(actor.roles);
  Object.freeze(actor);
}

/** Nothing has to be made, and nothing in it comes from this message alone. */
function isKnown({ actor, unknown, movedTo }: Scene): boolean {
  const isNew = unknown.chat || unknown.person || unknown.membership || unknown.name;
  return !isNew && actor !== undefined && movedTo === undefined;
}

/** What somebody wrote under an id they no longer have says nothing of who writes from it next. */
function isTheirs({ actor }: Scene, { event }: InboxEntry, writer: string): boolean {
  return (
    actor !== undefined &&
    unknownIds({ ...actor.person, former: [] }, event.adapter, [writer]).length === 0
  );
}

/** Whether a message came by the messenger on which its chat is: ids of people are of that one. */
function isAtHome({ chat }: Scene, { event }: InboxEntry): boolean {
  return chat?.adapter === event.adapter;
}

/** Under what the scenes of a chat are remembered: not under each person by themselves. */
function shelfOf({ lane, place, event }: InboxEntry): string {
  return place.group === undefined ? event.adapter : lane;
}

/** Whether what is remembered is the scene of this message, too. */
function isSame(scene: Scene, entry: InboxEntry, writer: AccountRef): boolean {
  const { person: owner } = entry.place;
  const person = scene.actor?.person;
  if (person === undefined || (owner !== undefined && owner !== person.id)) return false;
  return isAtHome(scene, entry) && !isRenamed(person, writer, entry.place);
}

/**
 * Makes what reads the scene of an event. Nearly all events are messages of people who write in
 * the same chats: their scenes are remembered until something in them changes.
 */
export function createSceneReader(parts: {
  readonly store: Pick<Store, 'get' | 'changesOf'>;
  readonly ids: IdMaker;
}): (entry: InboxEntry) => MaybePromise<Scene | undefined> {
  const scenes = createRemembered<Scene>(parts.store, madeOf);

  const remember = (entry: InboxEntry, { id }: AccountRef, scene: Scene): void => {
    if (!isKnown(scene) || !isAtHome(scene, entry) || !isTheirs(scene, entry, id)) return;
    frozen(scene.actor);
    scenes.set(shelfOf(entry), id, scene);
  };

  return (entry) => {
    const writer = writerOf(entry);
    if (writer === undefined) return readScene(entry, parts);
    const known = scenes.get(shelfOf(entry), writer.id);
    if (known !== undefined && isSame(known, entry, writer)) return known;
    const scene = readScene(entry, parts);
    if (scene !== undefined && !(scene instanceof Promise)) remember(entry, writer, scene);
    return scene;
  };
}
