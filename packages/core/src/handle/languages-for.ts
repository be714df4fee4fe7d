import { findPerson } from '../accept/find-person.js';
import type { Recipient } from '../actions/action.js';
import type { Group } from '../model/group.js';
import { collections, recordKey } from '../model/keys.js';
import type { Person } from '../model/person.js';
import { goOn } from '../store/go-on.js';
import type { MaybePromise, Store } from '../store/store.js';
import type { Part } from './part.js';
import type { Scene } from './scene.js';

/** A post speaks at most this many languages: more bury the message. */
const MOST_LANGUAGES = 2;

function groupLanguages(
  key: string,
  scene: Scene,
  store: Pick<Store, 'get'>,
): MaybePromise<readonly string[]> {
  if (scene.group?.key === key) return scene.group.languages;
  return goOn(
    store.get(collections.groups, recordKey(scene.community.key, key)),
    (record) =>
      (record?.value as Group | undefined)?.languages ?? scene.community.languages.slice(0, 1),
  );
}

/**
 * The languages a recipient is addressed in, leading one first: the one place that decides this.
 *
 * A group is spoken to in its own languages, never in that of the member who caused the message. A
 * person is spoken to in the language they chose; before they chose, in that of the group they
 * came by, or the community's first.
 */
export function languagesFor(
  to: Recipient,
  scene: Scene,
  part: Part,
  store: Pick<Store, 'get'>,
): MaybePromise<readonly string[]> {
  if ('group' in to) {
    return goOn(groupLanguages(to.group, scene, store), (tags) =>
      tags.length > MOST_LANGUAGES ? tags.slice(0, MOST_LANGUAGES) : tags,
    );
  }
  const key = recordKey(scene.community.key, to.person);
  return goOn(store.get(collections.people, key), (stored) => {
    const kept = part.staged(collections.people, key, stored?.value) as Person | undefined;
    const merged = kept?.mergedInto;
    const person = merged === undefined ? kept : findPerson(store, scene.community.key, merged);
    return goOn(person, (found) => [
      found?.language ?? scene.group?.languages[0] ?? scene.community.languages[0] ?? 'en',
    ]);
  });
}
