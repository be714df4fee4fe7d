import { dirname, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Shell } from '../terminal/shell.js';

const help = `
Puts a backup back. It is checked before anything is changed. Whoever was erased after the backup
was made is erased from it again, as far as the folder knows. Stop the bot first.

Examples:
  $ kapwa restore ../health-2027-03-01.kapwa .
  $ kapwa restore ../health-2027-03-01.kapwa . --force   replace what is there`;

/** Adds `kapwa restore`. */
export function register(program: Command, shell: Shell): void {
  program
    .command('restore')
    .description('put back a copy made by "kapwa backup"')
    .argument('<file>', 'the backup')
    .argument('<dir>', "the folder with community.yaml, or the bot's data folder itself")
    .option('--force', "replace the bot's data in that folder")
    .addHelpText('after', help)
    .action((file: string, dir: string, { force }: { force?: boolean }) =>
      restore(file, dir, force === true, shell),
    );
}

async function restore(file: string, dir: string, force: boolean, shell: Shell): Promise<void> {
  const { peopleOfStore, restoreStore } = await import('@kapwa/core');
  const { pluginsBeside } = await import('../kept-data/plugins-beside.js');
  const { sessionSearches } = await import('../kept-data/session-searches.js');
  const { placeForData, refuseDatabase, warningsTo } = await import('../kept-data/open-data.js');
  const place = resolve(shell.cwd, dir);
  await refuseDatabase(
    place,
    shell.env,
    'put it back with "pg_restore --clean --dbname=DATABASE FILE", and erase again whoever was erased since.',
  );
  const folder = await placeForData(place);
  const { madeAt, erasedAgain } = await restoreStore(resolve(shell.cwd, file), folder, {
    force,
    log: warningsTo(shell),
    eraseAgain: async (store, erasures) => {
      if (erasures.length === 0) return 0;
      // The settings lie beside the data folder, as `kapwa run` has them.
      const searches = await sessionSearches(dirname(folder), shell.env);
      const plugins = await pluginsBeside(folder);
      const people = await peopleOfStore(store, plugins, undefined, searches);
      return people.eraseAgain(erasures);
    },
  });
  const made = new Date(madeAt).toISOString();
  shell.data({ folder, madeAt: made, erasedAgain });
  shell.print(`${relative(shell.cwd, folder) || '.'} is as it was at ${made}.`);
  if (erasedAgain > 0) shell.print(`Erased again: ${erasedAgain}.`);
}
