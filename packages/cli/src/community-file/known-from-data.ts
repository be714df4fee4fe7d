import { dirname, join } from 'node:path';
import { createEmbeddedStore, type UndeliveredTo, undeliveredIn } from '@kapwa/core';
import { copyOfData } from '../plan/copy-of-data.js';
import type { GroupSizes } from './checks/limits.js';

/** What the bot of a folder has learned by now; nothing before it ran. */
export interface KnownFromData {
  /** How many people are in the groups, as it was told last. */
  readonly sizes: GroupSizes;
  /** What has not reached members. */
  readonly undelivered: readonly UndeliveredTo[];
}

/** Looks into a copy of what the bot keeps, so that one that runs is left alone. */
export async function knownFromData(path: string, community: string): Promise<KnownFromData> {
  const copy = await copyOfData(join(dirname(path), 'data'));
  if (copy.isEmpty) return { sizes: new Map(), undelivered: [] };
  const store = createEmbeddedStore(copy.folder);
  try {
    await store.open();
    const under = `${community}/`;
    const sizes = await store.list('core.sizes', under);
    return {
      sizes: new Map(sizes.map(({ key, value }) => [key.slice(under.length), Number(value)])),
      undelivered: await undeliveredIn(store, community),
    };
  } finally {
    try {
      await store.close();
    } finally {
      await copy.remove();
    }
  }
}
