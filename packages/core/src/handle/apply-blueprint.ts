import { noteOfSettings } from '../audit/note-of-settings.js';
import type { Blueprint } from '../blueprint/blueprint.js';
import { collections, type IdMaker, recordKey } from '../model/keys.js';
import type { InboxEntry, Store, Write } from '../store/store.js';
import { groupWrites } from './apply-groups.js';
import { followPeople } from './apply-people.js';
import type { Change } from './change.js';

/** What following a blueprint needs. */
export interface BlueprintParts {
  readonly store: Pick<Store, 'get' | 'list'>;
  readonly ids: IdMaker;
}

/** The key under which a community's blueprint is kept. */
function blueprintKey(community: string): string {
  return recordKey(community, community, 'current');
}

/** The blueprint a community was last given; what adapters are set to is not kept. */
export async function keptBlueprint(
  store: Pick<Store, 'get'>,
  community: string,
): Promise<Blueprint | undefined> {
  const record = await store.get(collections.blueprints, blueprintKey(community));
  return record?.value as Blueprint | undefined;
}

/**
 * Takes up a blueprint. Groups and people it never named are left as they are; of those it named
 * before, a group stays as an adopted one and a person keeps no role. A language somebody chose for
 * themselves is kept, and so is how a group stands on its platform.
 */
export async function followBlueprint(
  blueprint: Blueprint,
  entry: InboxEntry,
  parts: BlueprintParts,
): Promise<Change> {
  const { community } = blueprint;
  const before = await keptBlueprint(parts.store, community.key);
  const people = await followPeople(blueprint, before, entry, parts);
  const put = (collection: string, key: string, value: unknown): Write => ({
    op: 'put',
    collection,
    key,
    value,
  });
  return {
    writes: [
      put(collections.communities, recordKey(community.key), community),
      ...(await groupWrites(blueprint, before, parts.store)),
      ...people.writes,
      put(collections.blueprints, blueprintKey(community.key), { ...blueprint, adapters: {} }),
    ],
    post: people.post,
    ...noteOfSettings(before, blueprint),
  };
}

/** A community that is removed is not found any more by what happens in it; its records stay. */
export function removalWrites(community: string): readonly Write[] {
  return [{ op: 'delete', collection: collections.communities, key: recordKey(community) }];
}
