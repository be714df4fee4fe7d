import type { Adapter } from '../adapters/adapter.js';
import type { KapwaEvent } from '../events/event.js';
import { collections, recordKey } from '../model/keys.js';
import { type LimitNear, limitsReached } from '../model/limits.js';
import type { Store } from '../store/store.js';
import { type Change, noChange } from './change.js';
import type { Scene } from './scene.js';

/** What following the size of a group needs. */
export interface SizeParts {
  readonly store: Pick<Store, 'get'>;
  readonly adapters: ReadonlyMap<string, Pick<Adapter, 'limits'>>;
}

/** How many are in a group after an event, given how many were before; undefined where nobody knows. */
function sizeAfter(
  event: KapwaEvent,
  before: number | undefined,
  { unknown }: Scene,
): number | undefined {
  if (event.kind === 'group.reported') {
    if (event.members === undefined || event.botRole === undefined) return before;
    return event.members.length + 1;
  }
  if (before === undefined) return undefined;
  if (event.kind === 'member.left') return unknown.membership ? before : Math.max(0, before - 1);
  return unknown.membership && event.kind !== 'role.changed' ? before + 1 : before;
}

function nearNow(
  event: KapwaEvent,
  scene: Scene,
  [before, now]: readonly [number, number],
  { adapters }: SizeParts,
): readonly LimitNear[] {
  const limits = adapters.get(event.adapter)?.limits;
  return limitsReached(limits, 'members-per-group', before, now).map((limit) => ({
    ...limit,
    community: scene.community.key,
    group: scene.group?.key ?? '',
    adapter: event.adapter,
    count: now,
  }));
}

/** Keeps how many are in a group, where its platform lists them, and notices limits that come near. */
export async function followSize(
  event: KapwaEvent,
  scene: Scene,
  parts: SizeParts,
): Promise<Change> {
  if (scene.group === undefined) return noChange;
  const collection = collections.sizes;
  const key = recordKey(scene.community.key, scene.group.key);
  const before = (await parts.store.get(collection, key))?.value as number | undefined;
  const now = sizeAfter(event, before, scene);
  if (now === undefined || now === before) return noChange;
  return {
    writes: [{ op: 'put', collection, key, value: now }],
    post: [],
    near: nearNow(event, scene, [before ?? 0, now], parts),
  };
}
