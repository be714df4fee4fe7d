import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  createEmbeddedStore,
  KapwaError,
  KIT_LEASE,
  type Logger,
  type Store,
  silentLogger,
} from '@kapwa/core';
import { readSettings } from '../server/settings.js';
import type { Shell } from '../terminal/shell.js';
import { botFolder } from './bot-folder.js';
import { type Database, databaseIn, storeOfBot } from './database.js';
import { holdsState, namesIn } from './state-files.js';

/** The folder in which the bot of a place keeps its data: `data` below it, or the place itself. */
export async function dataFolderOf(place: string): Promise<string> {
  for (const folder of [join(place, 'data'), place]) {
    if (await holdsState(folder)) return folder;
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
 * The database in which the bot of a place keeps its data; undefined for one that keeps them in a
 * folder, and where the folder itself is named.
 */
async function databaseOf(place: string, env: Shell['env']): Promise<Database | undefined> {
  return (await holdsState(place)) ? undefined : databaseIn(await readSettings(place, env));
}

/** Whether the bot of a place keeps its data in a database. */
export async function isInDatabase(place: string, env: Shell['env']): Promise<boolean> {
  return (await databaseOf(place, env)) !== undefined;
}

/** Says with what a database is copied: this command copies folders. Raises `config.invalid`. */
export async function refuseDatabase(place: string, env: Shell['env'], instead: string) {
  if (!(await isInDatabase(place, env))) return;
  throw new KapwaError(
    'config.invalid',
    `This bot keeps its data in PostgreSQL (KAPWA_DATABASE_URL): ${instead}`,
  );
}

/** As long as a command may take, with somebody who is asked whether they are sure, ms. */
const LONGEST_COMMAND = 30 * 60_000;

/** Keeps a bot from being started on the database meanwhile, as a lock on a folder does. */
async function withLease<Answer>(store: Store, work: () => Promise<Answer>): Promise<Answer> {
  const lease = await store.lease(KIT_LEASE, randomUUID(), LONGEST_COMMAND, Date.now());
  if (lease === undefined) {
    throw new KapwaError(
      'store.in-use',
      'A bot works on this database. Stop it first; one that was killed on another machine holds it for half a minute.',
    );
  }
  try {
    return await work();
  } finally {
    await store.release(lease);
  }
}

/**
 * Does something with what the stopped bot of a folder keeps; `work` is told in which folder that
 * is, or would be. Raises `input.not-found` where it keeps nothing, and what opening the store
 * raises, such as when the bot runs.
 */
export async function withData<Answer>(
  shell: Pick<Shell, 'cwd' | 'env' | 'note'>,
  place: string,
  work: (store: Store, folder: string) => Promise<Answer>,
): Promise<Answer> {
  const path = await botFolder(shell.cwd, place);
  const log = warningsTo(shell);
  const isRemote = await isInDatabase(path, shell.env);
  const folder = isRemote ? join(path, 'data') : await dataFolderOf(path);
  const store = isRemote
    ? await storeOfBot(path, await readSettings(path, shell.env), log)
    : createEmbeddedStore(folder, { log });
  await store.open();
  try {
    if (!isRemote) return await work(store, folder);
    return await withLease(store, () => work(store, folder));
  } finally {
    await store.close();
  }
}
