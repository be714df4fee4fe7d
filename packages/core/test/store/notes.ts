import { type Commit, createEmbeddedStore, type InboxEntry, type Store } from '@kapwa/core';
import type { FragileDisk } from '@kapwa/testing';

/** The collection these tests write to. */
export const NOTES = 'greeter.notes';

/** A commit that writes one record. */
export function note(key: string, value: unknown): Commit {
  const writes = [{ op: 'put', collection: NOTES, key, value } as const];
  return { writes, expect: [], outgoing: [], post: [], dead: [] };
}

/** An event that waits, with words in it. */
export function entry(id: string, text = 'Good morning'): InboxEntry {
  const chat = { id: 'north', direct: false, title: 'North' };
  const from = { id: 'ana', name: 'Ana' };
  const about = { id, at: 0, adapter: 'a', chat, from, message: id, text, mentions: [] };
  const event = { kind: 'message.received', ...about } as const;
  return { id, lane: 'community:a', place: { community: 'a' }, event, attempt: 0 };
}

/** A store on a folder, open. */
export async function openIn(
  folder: string,
  options: Parameters<typeof createEmbeddedStore>[1] = {},
): Promise<Store> {
  const store = createEmbeddedStore(folder, options);
  await store.open();
  return store;
}

/** A store on a disk in memory, open. */
export function openOn(disk: FragileDisk, snapshotAfter?: number): Promise<Store> {
  return openIn('/data', {
    files: disk.port,
    ...(snapshotAfter === undefined ? {} : { snapshotAfter }),
  });
}
