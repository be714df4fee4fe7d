import type { Collection } from '../plugins/collection.js';
import type { Place } from '../store/store.js';

/** Whose records of a kind a lane may write freely; undefined where they are nobody's there. */
export function laneOwner(
  { community, group, person }: Place,
  lane: Collection<unknown>['lane'],
): string | undefined {
  if (lane === 'group') return group;
  if (lane === 'person') return person;
  return group === undefined && person === undefined ? community : undefined;
}
