import { dirname, join } from 'node:path';
import { createEmbeddedStore, type Store, type UndeliveredTo, undeliveredIn } from '@kapwa/core';
import { type Database, databaseIn, loadPostgres } from '../kept-data/database.js';
import { copyOfData } from '../plan/copy-of-data.js';
import type { Settings } from '../server/settings.js';
import type { GroupSizes } from './checks/limits.js';

/** What the bot of a folder has learned by now; nothing before it ran. */
export interface KnownFromData {
  /** How many people are in the groups, as it was told last. */
  readonly sizes: GroupSizes;
  /** What has not reached members. */
  readonly undelivered: readonly UndeliveredTo[];
}

const nothing: KnownFromData = { sizes: new Map(), undelivered: [] };

async function knownIn(store: Store, community: string): Promise<KnownFromData> {
  try {
    await store.open();
    const under = `${community}/`;
    const sizes = await store.list('core.sizes', under);
    return {
      sizes: new Map(sizes.map(({ key, value }) => [key.slice(under.length), Number(value)])),
      undelivered: await undeliveredIn(store, community),
    };
  } finally {
    await store.close();
  }
}

/** Reading is free, also beside a bot that runs; a database that does not answer is told of elsewhere. */
async function knownInDatabase(
  folder: string,
  database: Database,
  community: string,
): Promise<KnownFromData> {
  try {
    const { pingPostgres, postgresStore } = await loadPostgres(folder);
    const { isUsed } = await pingPostgres(database);
    return isUsed ? await knownIn(postgresStore(database), community) : nothing;
  } catch {
    return nothing;
  }
}

/** Looks into a copy of what the bot keeps, so that one that runs is left alone. */
export async function knownFromData(
  path: string,
  community: string,
  settings: Settings,
): Promise<KnownFromData> {
  const folder = dirname(path);
  const database = databaseIn(settings);
  if (database !== undefined) return knownInDatabase(folder, database, community);
  const copy = await copyOfData(join(folder, 'data'));
  if (copy.isEmpty) return nothing;
  try {
    return await knownIn(createEmbeddedStore(copy.folder), community);
  } finally {
    await copy.remove();
  }
}
