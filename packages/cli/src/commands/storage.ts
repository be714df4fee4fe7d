import { relative, resolve } from 'node:path';
import type { Repair } from '@kapwa/core';
import type { Command } from 'commander';
import type { Shell } from '../terminal/shell.js';

const help = `
The bot refuses to start on damaged data, because guessing could undo what people were told. This
saves everything that can be read, keeps a copy of each damaged file, and says what was lost. Stop
the bot first. Where you have a backup that is recent enough, "kapwa restore" may be better.

Ends with 0 when nothing was damaged, with 1 when something was.

Examples:
  $ kapwa storage repair
  $ kapwa storage repair my-community --json`;

/** Adds `kapwa storage repair`. */
export function register(program: Command, shell: Shell): void {
  const storage = program.command('storage').description("look after the files of the bot's data");
  storage
    .command('repair')
    .description('save what can be read of damaged data, and say what is lost')
    .argument('[dir]', "the folder with community.yaml, or the bot's data folder itself", '.')
    .addHelpText('after', help)
    .action((dir: string) => repair(dir, shell));
}

function linesOf({ losses, cutOff }: Repair): readonly string[] {
  const cut =
    cutOff === 0 ? [] : [`${cutOff} bytes were a write that was cut off: nothing counted on it.`];
  return [...losses.map(({ file, at, what }) => `${file}, byte ${at}: ${what}`), ...cut];
}

async function repair(dir: string, shell: Shell): Promise<void> {
  const { repairStore } = await import('@kapwa/core');
  const { dataFolderOf } = await import('../kept-data/open-data.js');
  const found = await repairStore(await dataFolderOf(resolve(shell.cwd, dir)));
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
