import { createMemoryStore, type Store } from '@kapwa/core';

/**
 * Copies what planning needs of a database into memory, so that looking changes nothing and a
 * running bot is left alone: records, and what messengers keep for themselves.
 */
export async function copyOfDatabase(database: Store): Promise<Store> {
  const copy = createMemoryStore();
  await database.open();
  try {
    const nothing = { expect: [], outgoing: [], post: [], dead: [] };
    for (const collection of await database.collections()) {
      const records = await database.list(collection, '');
      const writes = records.map(({ key, value }) => ({
        ...({ op: 'put' } as const),
        ...{ collection, key, value },
      }));
      await copy.commit({ ...nothing, writes });
    }
    for (const space of await database.sessions()) {
      const session = database.session(space);
      await copy.session(space).set(await session.get(await session.keys()));
    }
    return copy;
  } finally {
    await database.close();
  }
}
