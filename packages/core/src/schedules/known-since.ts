import { collections, recordKey } from '../model/keys.js';
import type { Store, Write } from '../store/store.js';
import type { ScheduleRow } from './schedule-rows.js';

/** Since when a schedule runs as it does now. */
interface KnownSchedule {
  readonly pattern: string;
  readonly timeZone: string;
  /** ms UTC. */
  readonly since: number;
}

function isSame(one: KnownSchedule, row: ScheduleRow): boolean {
  return one.pattern === row.pattern && one.timeZone === row.timeZone;
}

/**
 * Up to when the slots of each schedule are settled, by its key, ms UTC: its last slot that was
 * taken, or when it was first seen as it is now. So a new schedule never comes due for the past,
 * and one that has never been due is caught up all the same.
 *
 * What is new is written down, and what is gone forgotten.
 */
export async function settledUntil(
  rows: readonly ScheduleRow[],
  community: string | undefined,
  now: number,
  store: Pick<Store, 'list' | 'commit'>,
): Promise<ReadonlyMap<string, number>> {
  const prefix = community === undefined ? '' : `${recordKey(community)}/`;
  const gone = new Map<string, KnownSchedule>();
  for (const { key, value } of await store.list(collections.schedules, prefix)) {
    gone.set(key, value as KnownSchedule);
  }
  const taken = new Map<string, number>();
  for (const { key, value } of rows.length === 0 ? [] : await store.list(collections.slots, prefix))
    taken.set(key, value as number);
  const writes: Write[] = [];
  const settled = new Map<string, number>();
  const at = { collection: collections.schedules };
  for (const row of rows) {
    const { key, pattern, timeZone } = row;
    const known = gone.get(key);
    gone.delete(key);
    const since = known !== undefined && isSame(known, row) ? known.since : now;
    settled.set(key, Math.max(since, taken.get(key) ?? since));
    if (known === undefined || !isSame(known, row)) {
      const value: KnownSchedule = { pattern, timeZone, since };
      writes.push({ ...at, op: 'put', key, value });
    }
  }
  for (const key of gone.keys()) writes.push({ ...at, op: 'delete', key });
  if (writes.length > 0) {
    await store.commit({ expect: [], writes, outgoing: [], post: [], dead: [] });
  }
  return settled;
}
