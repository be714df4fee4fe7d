import { type Clock, systemClock } from '../clock.js';
import { idMaker } from '../model/keys.js';
import type { AnyPlugin } from '../plugins/plugin.js';
import { installationSecret } from '../store/installation.js';
import type { ErasureRecord, Store } from '../store/store.js';
import { declaredCollections } from './declared-collections.js';
import { eraseAgain } from './erase-again.js';
import { erasePerson } from './erase-person.js';
import { exportsOf } from './export-of.js';
import { findPersonIds, peopleCalled } from './find-person-id.js';
import type { KitPeople } from './kit-people-data.js';
import { readPersonData, type Searches } from './read-person-data.js';

/** What is kept of people in a store, for tools. */
export interface StorePeople extends KitPeople {
  /**
   * Removes everybody whom one of these erasures was about, as after restoring a backup that is
   * older than they are. Answers how many there were.
   */
  eraseAgain(erasures: readonly ErasureRecord[]): Promise<number>;
}

/**
 * What is kept of people in a store that no kit runs on: for tools that work on the folder of a
 * stopped bot. `plugins` say how their records are forgotten; records of all others are treated
 * carefully, too. `searches` are those of the adapters the bot runs with; without them only values of
 * transports are found that are named by an id the kit knows. The store must be open. Raises what setting the plugins up raises.
 */
export async function peopleOfStore(
  store: Store,
  plugins: readonly AnyPlugin[],
  clock: Clock = systemClock,
  searches: Searches = [],
): Promise<StorePeople> {
  const kept = await declaredCollections(plugins);
  const ids = idMaker(await installationSecret(store));
  const parts = { store, kept, ids, searches, now: () => clock.now() };
  return {
    find: (given) => findPersonIds(store, given),
    called: (name) => peopleCalled(store, name),
    export: async (person) => exportsOf(await readPersonData(store, person, searches), kept, store),
    erase: async (person) => (await erasePerson(person, 'operator', parts)).people.length > 0,
    eraseAgain: (erasures) => eraseAgain(erasures, parts),
  };
}
