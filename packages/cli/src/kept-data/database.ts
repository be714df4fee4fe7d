import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createEmbeddedStore, KapwaError, type Logger, type Store } from '@kapwa/core';
import type { Settings } from '../server/settings.js';
import { holdsState } from './state-files.js';

/** Which database a bot keeps its data in. The address holds a password: never print it. */
export interface Database {
  readonly url: string;
  readonly schema?: string;
}

type Postgres = typeof import('@kapwa/storage-postgres');

/** The database that the settings of a bot name; undefined where it keeps its data in a folder. */
export function databaseIn(settings: Settings): Database | undefined {
  const url = settings.KAPWA_DATABASE_URL?.trim();
  const schema = settings.KAPWA_DATABASE_SCHEMA?.trim();
  if (!url) return undefined;
  return schema ? { url, schema } : { url };
}

const NAME = '@kapwa/storage-postgres';

/** It is installed beside the command, or beside the bot. */
async function importFrom(folder: string): Promise<Postgres> {
  try {
    return await import('@kapwa/storage-postgres');
  } catch {
    const beside = createRequire(join(folder, 'package.json'));
    return await import(pathToFileURL(beside.resolve(NAME)).href);
  }
}

/** What speaks with PostgreSQL. Raises `config.missing` where it is not installed. */
export async function loadPostgres(folder: string): Promise<Postgres> {
  try {
    return await importFrom(folder);
  } catch (cause) {
    throw new KapwaError(
      'config.missing',
      `KAPWA_DATABASE_URL is set, and what speaks with PostgreSQL is not installed. Run "npm install ${NAME}" in ${folder}, or take the setting away to keep the data in a folder.`,
      { cause },
    );
  }
}

/**
 * Whoever names an empty database while the bot's data lies in its folder would begin anew: nobody
 * known, no device linked, everything that is told again handled again.
 */
async function checkMoved(folder: string, shown: string): Promise<void> {
  if (!(await holdsState(join(folder, 'data')))) return;
  throw new KapwaError(
    'store.unusable',
    `The ${shown} is empty, and what the bot knows is in ${join(folder, 'data')}. Move it there with "kapwa storage migrate ${relative(process.cwd(), folder) || '.'}". To begin anew instead, put that folder somewhere else.`,
  );
}

/**
 * The store of the bot of a folder, not opened yet: the database its settings name, or the folder
 * `data` beside its community.yaml. Raises `config.missing`, `config.invalid`, and `store.unusable`
 * where the database does not answer.
 */
export async function storeOfBot(folder: string, settings: Settings, log?: Logger): Promise<Store> {
  const database = databaseIn(settings);
  if (database === undefined) {
    return createEmbeddedStore(join(folder, 'data'), log === undefined ? {} : { log });
  }
  const { pingPostgres, postgresStore } = await loadPostgres(folder);
  const { isUsed, shown } = await pingPostgres(database);
  if (!isUsed) await checkMoved(folder, shown);
  return postgresStore(database);
}
