import { dirname, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Shell } from '../terminal/shell.js';
import { type DirFlag, dirOf, takesDir } from './bot-dir.js';

interface Flags extends DirFlag {
  readonly force?: boolean;
}

const help = `
Puts a backup back. It is checked before anything is changed. Whoever was erased after the backup
was made is erased from it again, as far as the folder knows. Stop the bot first.

Examples:
  $ kapwa restore ../health-2027-03-01.kapwa
  $ kapwa restore health-2027-03-01.kapwa --dir my-community
  $ kapwa restore ../health-2027-03-01.kapwa --force   replace what is there`;

/** Adds `kapwa restore`. */
export function register(program: Command, shell: Shell): void {
  takesDir(program.command('restore'))
    .description('put back a copy made by "kapwa backup"')
    .argument('<file>', 'the backup')
    .argument('[dir]', 'the same as --dir')
    .option('--force', "replace the bot's data in that folder")
    .addHelpText('after', help)
    .action((file: string, named: string | undefined, flags: Flags, command: Command) =>
      restore(file, dirOf(named, flags, command), flags.force === true, shell),
    );
}

async function restore(file: string, dir: string, force: boolean, shell: Shell): Promise<void> {
  const { peopleOfStore, restoreStore } = await import('@kapwa/core');
  const { botFolder } = await import('../kept-data/bot-folder.js');
  const { pluginsBeside } = await import('../kept-data/plugins-beside.js');
  const { sessionSearches } = await import('../kept-data/session-searches.js');
  const { placeForData, refuseDatabase, warningsTo } = await import('../kept-data/open-data.js');
  const place = await botFolder(shell.cwd, dir);
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
