import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createEmbeddedStore, KapwaError, type Store } from '@kapwa/core';

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The folder in which the bot of a place keeps its data: `data` below it, or the place itself. */
export async function dataFolderOf(place: string): Promise<string> {
  for (const folder of [join(place, 'data'), place]) {
    if (await isThere(join(folder, 'state.json'))) return folder;
  }
  throw new KapwaError(
    'input.not-found',
    `There is no data of a bot in ${place}. Name the folder with community.yaml, in which the bot has run before.`,
  );
}

/**
 * Does something with what the stopped bot of a folder keeps. Raises `input.not-found` where it
 * keeps nothing, and what opening the store raises, such as when the bot runs.
 */
export async function withData<Answer>(
  cwd: string,
  place: string,
  work: (store: Store) => Promise<Answer>,
): Promise<Answer> {
  const store = createEmbeddedStore(await dataFolderOf(resolve(cwd, place)));
  await store.open();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
