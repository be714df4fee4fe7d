import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Shell } from '../terminal/shell.js';
import { type DirFlag, dirOf, takesDir } from './bot-dir.js';

const help = `
Copies everything the bot keeps into one file with a checksum, for you alone to read. Stop the bot
first, and start it again afterwards: it takes a second. Keep the file where nobody else can read
it: members' names and numbers are in it.

A bot that keeps its data in PostgreSQL is backed up with pg_dump instead.

Examples:
  $ kapwa backup ../health-2027-03-01.kapwa
  $ kapwa backup health-2027-03-01.kapwa --dir my-community
  $ kapwa restore ../health-2027-03-01.kapwa --force`;

/** Adds `kapwa backup`. */
export function register(program: Command, shell: Shell): void {
  takesDir(program.command('backup'))
    .description("copy the stopped bot's data into one file")
    .usage('[options] [dir] <file>')
    .argument('<file...>', 'the file to make; before it, if you like, the same as --dir')
    .addHelpText('after', help)
    .action((given: readonly string[], flags: DirFlag, command: Command) => {
      const [file = '', named, ...others] = given.toReversed();
      if (others.length > 0)
        command.error('error: too many arguments: a folder and a file at most.');
      return backup(dirOf(named, flags, command), file, shell);
    });
}

async function backup(dir: string, file: string, shell: Shell): Promise<void> {
  const { backupStore } = await import('@kapwa/core');
  const { botFolder } = await import('../kept-data/bot-folder.js');
  const { dataFolderOf, refuseDatabase, warningsTo } = await import('../kept-data/open-data.js');
  const path = resolve(shell.cwd, file);
  const place = await botFolder(shell.cwd, dir);
  await refuseDatabase(
    place,
    shell.env,
    'copy it with "pg_dump --format=custom --schema=kapwa --file=FILE DATABASE", which the bot may run beside.',
  );
  const folder = await dataFolderOf(place);
  const { bytes, records, erasures } = await backupStore(folder, path, { log: warningsTo(shell) });
  shell.data({ file: path, bytes, records, erasures });
  shell.print(`${relative(shell.cwd, path)} holds ${records} records, ${bytes} bytes.`);
}
