import type { KapwaEvent } from '../events/event.js';
import { collections, recordKey } from '../model/keys.js';
import type { Write } from '../store/store.js';

/** The key under which the last slot of a schedule is kept. */
export function slotKey(of: {
  readonly community: string;
  readonly group?: string;
  readonly plugin: string;
  readonly schedule: string;
}): string {
  return recordKey(of.community, of.group ?? '', of.plugin, of.schedule);
}

/** Remembers a slot that was taken, so that a start later knows what was missed meanwhile. */
export function slotWrites(event: KapwaEvent): readonly Write[] {
  if (event.kind !== 'schedule.due') return [];
  return [{ op: 'max', collection: collections.slots, key: slotKey(event), value: event.slot }];
}
