import { dirname, join } from 'node:path';
import { createEmbeddedStore } from '@kapwa/core';
import { copyOfData } from '../plan/copy-of-data.js';
import type { GroupSizes } from './checks/limits.js';

/** How many people are in the groups, as the bot of this folder was told last; none before it ran. */
export async function knownSizes(path: string, community: string): Promise<GroupSizes> {
  const copy = await copyOfData(join(dirname(path), 'data'));
  if (copy.isEmpty) return new Map();
  const store = createEmbeddedStore(copy.folder);
  try {
    await store.open();
    const under = `${community}/`;
    const sizes = await store.list('core.sizes', under);
    return new Map(sizes.map(({ key, value }) => [key.slice(under.length), Number(value)]));
  } finally {
    try {
      await store.close();
    } finally {
      await copy.remove();
    }
  }
}
