import { messageOf } from '@kapwa/core';
import { databaseIn, loadPostgres } from '../../kept-data/database.js';
import type { Settings } from '../../server/settings.js';
import { type Finding, fine } from './finding.js';

/** Whether the database answers that the settings name; says nothing where they name none. */
export async function checkDatabase(
  folder: string,
  settings: Settings,
): Promise<readonly Finding[]> {
  const database = databaseIn(settings);
  if (database === undefined) return [];
  try {
    const { pingPostgres } = await loadPostgres(folder);
    const { shown, isUsed } = await pingPostgres(database);
    const holds = isUsed ? 'and the bot keeps its data there' : 'and is empty';
    return [fine([], `The ${shown} answers, ${holds}.`)];
  } catch (error) {
    const fix = 'Correct KAPWA_DATABASE_URL, or see to the server: the bot does not start without.';
    return [{ level: 'error', path: [], place: '.env', message: messageOf(error), fix }];
  }
}
