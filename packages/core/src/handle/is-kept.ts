import { recordKey } from '../model/keys.js';
import type { KeptFilter } from '../plugins/plugin.js';
import { goOn } from '../store/go-on.js';
import type { InboxEntry, MaybePromise, Store, Stored } from '../store/store.js';
import { laneOwner } from './lane-owner.js';
import type { Part } from './part.js';

function isThere(record: Stored | undefined, part: Part, name: string, key: string): boolean {
  return part.staged(name, key, record?.value) !== undefined;
}

/** Whether the owner of a lane has the record a listener waits for, after what its plugin staged. */
export function isKept(
  { collection: { name, lane }, key }: KeptFilter,
  { place }: InboxEntry,
  part: Part,
  store: Pick<Store, 'get'>,
): MaybePromise<boolean> {
  const owner = laneOwner(place, lane);
  if (owner === undefined) return false;
  const whole = recordKey(place.community, owner, key);
  return goOn(store.get(name, whole), isThere, part, name, whole);
}
