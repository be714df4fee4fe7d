import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Shell } from '../terminal/shell.js';

const help = `
Copies everything the bot keeps into one file with a checksum, for you alone to read. Stop the bot
first, and start it again afterwards: it takes a second. Keep the file where nobody else can read
it: members' names and numbers are in it.

A bot that keeps its data in PostgreSQL is backed up with pg_dump instead.

Examples:
  $ kapwa backup . ../health-2027-03-01.kapwa
  $ kapwa restore ../health-2027-03-01.kapwa . --force`;

/** Adds `kapwa backup`. */
export function register(program: Command, shell: Shell): void {
  program
    .command('backup')
    .description("copy the stopped bot's data into one file")
    .argument('<dir>', "the folder with community.yaml, or the bot's data folder itself")
    .argument('<file>', 'the file to make')
    .addHelpText('after', help)
    .action((dir: string, file: string) => backup(dir, file, shell));
}

async function backup(dir: string, file: string, shell: Shell): Promise<void> {
  const { backupStore } = await import('@kapwa/core');
  const { dataFolderOf, refuseDatabase, warningsTo } = await import('../kept-data/open-data.js');
  const path = resolve(shell.cwd, file);
  const place = resolve(shell.cwd, dir);
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
