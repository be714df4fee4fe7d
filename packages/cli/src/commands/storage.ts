import { relative } from 'node:path';
import type { Repair } from '@kapwa/core';
import type { Command } from 'commander';
import type { Shell } from '../terminal/shell.js';
import { type DirFlag, dirOf, takesDir } from './bot-dir.js';

const repairHelp = `
The bot refuses to start on damaged data, because guessing could undo what people were told. This
saves everything that can be read, keeps a copy of each damaged file, and says what was lost. Stop
the bot first. Where you have a backup that is recent enough, "kapwa restore" may be better.

Ends with 0 when nothing was damaged, with 1 when something was.

Examples:
  $ kapwa storage repair
  $ kapwa storage repair --dir my-community --json`;

const migrateHelp = `
Moves everything the bot keeps from its folder into the PostgreSQL database that
KAPWA_DATABASE_URL in .env names (KAPWA_DATABASE_SCHEMA, if not the schema kapwa). Stop the bot
first. The database has to be empty. It is filled in one step and compared, counts and hashes, before
it counts: where it is interrupted, run it again. The folder stays as it is.

Examples:
  $ kapwa storage migrate
  $ kapwa storage migrate --dir my-community --json`;

/** Adds `kapwa storage repair` and `kapwa storage migrate`. */
export function register(program: Command, shell: Shell): void {
  const storage = program.command('storage').description("look after the bot's data");
  takesDir(storage.command('repair'))
    .description('save what can be read of damaged data, and say what is lost')
    .argument('[dir]', 'the same as --dir')
    .addHelpText('after', repairHelp)
    .action((named: string | undefined, flags: DirFlag, command: Command) =>
      repair(dirOf(named, flags, command), shell),
    );
  takesDir(storage.command('migrate'))
    .description('move the data of the stopped bot from its folder into PostgreSQL')
    .argument('[dir]', 'the same as --dir')
    .addHelpText('after', migrateHelp)
    .action((named: string | undefined, flags: DirFlag, command: Command) =>
      migrate(dirOf(named, flags, command), shell),
    );
}

async function migrate(dir: string, shell: Shell): Promise<void> {
  const { moveToDatabase } = await import('../kept-data/move-to-database.js');
  await moveToDatabase(dir, shell);
}

function linesOf({ losses, cutOff }: Repair): readonly string[] {
  const cut =
    cutOff === 0 ? [] : [`${cutOff} bytes were a write that was cut off: nothing counted on it.`];
  return [...losses.map(({ file, at, what }) => `${file}, byte ${at}: ${what}`), ...cut];
}

async function repair(dir: string, shell: Shell): Promise<void> {
  const { repairStore } = await import('@kapwa/core');
  const { botFolder } = await import('../kept-data/bot-folder.js');
  const { dataFolderOf } = await import('../kept-data/open-data.js');
  const found = await repairStore(await dataFolderOf(await botFolder(shell.cwd, dir)));
  const { losses, cutOff, copies } = found;
  shell.data({ ok: losses.length === 0, losses, cutOff, copies: copies ?? null });
  for (const line of linesOf(found)) shell.print(line);
  if (copies === undefined) {
    shell.print('Nothing is damaged.');
    return;
  }
  shell.print(
    `Saved what could be read. Copies of the damaged files: ${relative(shell.cwd, copies)}`,
  );
  shell.print("They hold members' data: delete that folder once you no longer need it.");
  shell.fail();
}
