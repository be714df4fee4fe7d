import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  createEmbeddedStore,
  KapwaError,
  type Logger,
  type Store,
  silentLogger,
} from '@kapwa/core';
import type { Shell } from '../terminal/shell.js';

/** The names in a folder; undefined where there is no such folder. */
async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  return readdir(folder).catch(() => undefined);
}

/** Whether a name is that of a file in which a bot keeps its state, whole or damaged. */
function isState(name: string): boolean {
  return /^(state(\.prev)?\.json|journal\.\d+\.log)$/.test(name);
}

/** The folder in which the bot of a place keeps its data: `data` below it, or the place itself. */
export async function dataFolderOf(place: string): Promise<string> {
  for (const folder of [join(place, 'data'), place]) {
    if ((await namesIn(folder))?.some(isState)) return folder;
  }
  const isThere = (await namesIn(place)) !== undefined;
  throw new KapwaError(
    'input.not-found',
    isThere
      ? `There is no data of a bot in ${place}. Name the folder with community.yaml, in which the bot has run before.`
      : `There is no folder ${place}.`,
  );
}

/** Where the data of a bot belongs that may not be there yet: `data` beside its community.yaml. */
export async function placeForData(place: string): Promise<string> {
  return (await namesIn(place))?.includes('community.yaml') === true ? join(place, 'data') : place;
}

/** Tells people what the store has to say, such as that a damaged file was not used. */
export function warningsTo(shell: Pick<Shell, 'note'>): Logger {
  const warn = (message: string): void => shell.note(`kapwa: ${message}`);
  return { ...silentLogger, warn, error: warn };
}

/**
 * Does something with what the stopped bot of a folder keeps; `work` is told in which folder that is. Raises `input.not-found` where it
 * keeps nothing, and what opening the store raises, such as when the bot runs.
 */
export async function withData<Answer>(
  shell: Pick<Shell, 'cwd' | 'note'>,
  place: string,
  work: (store: Store, folder: string) => Promise<Answer>,
): Promise<Answer> {
  const folder = await dataFolderOf(resolve(shell.cwd, place));
  const store = createEmbeddedStore(folder, { log: warningsTo(shell) });
  await store.open();
  try {
    return await work(store, folder);
  } finally {
    await store.close();
  }
}
