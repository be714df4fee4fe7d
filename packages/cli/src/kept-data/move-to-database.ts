import { join, relative } from 'node:path';
import { KapwaError, readEmbeddedStore } from '@kapwa/core';
import { readSettings } from '../server/settings.js';
import { createProgress } from '../terminal/progress.js';
import type { Shell } from '../terminal/shell.js';
import { botFolder } from './bot-folder.js';
import { databaseIn, loadPostgres } from './database.js';
import { dataFolderOf } from './open-data.js';

type Filled = Awaited<ReturnType<typeof import('@kapwa/storage-postgres').fillPostgres>>;

/** What each table is for people. */
const names: Readonly<Record<string, string>> = {
  records: 'records',
  inbox: 'events that wait',
  outbox: 'actions that wait',
  dead: 'dead letters',
  seen: 'ids of events',
  audit: 'links of the audit',
  ledger: 'messages known of',
  leases: 'leases',
  sessions: 'values of messengers',
  erasures: 'erasures',
};

function show({ shown, tables, wasThere }: Filled, folder: string, shell: Shell): void {
  for (const { table, rows } of tables) {
    if (rows > 0)
      shell.print(`${rows.toLocaleString('en').padStart(12)}  ${names[table] ?? table}`);
  }
  shell.print(
    wasThere
      ? `All of it is in the ${shown} already: counts and hashes agree.`
      : `Moved to the ${shown}: counts and hashes agree.`,
  );
  shell.print('From now on the bot keeps its data there: start it with "kapwa run".');
  shell.print(
    `${relative(shell.cwd, folder) || folder} is as it was. Whoever is erased from now on is still in it: delete it once all is well.`,
  );
}

/**
 * Moves what the stopped bot of a folder keeps there into the database its settings name. Raises
 * `config.missing` where they name none, and what reading the folder and filling the database raise.
 */
export async function moveToDatabase(dir: string, shell: Shell): Promise<void> {
  const place = await botFolder(shell.cwd, dir);
  const folder = await dataFolderOf(place);
  const database = databaseIn(await readSettings(place, shell.env));
  if (database === undefined) {
    throw new KapwaError(
      'config.missing',
      `Where to? Write the address of an empty database into ${join(place, '.env')}: KAPWA_DATABASE_URL=postgresql://user:password@host:5432/database`,
    );
  }
  const { fillPostgres } = await loadPostgres(place);
  const progress = createProgress(shell, 'Moving');
  const filled = await readEmbeddedStore(folder, (contents) =>
    fillPostgres(contents, { ...database, progress: progress.update }),
  ).finally(progress.end);
  shell.data({ ...filled, folder });
  show(filled, folder, shell);
}
