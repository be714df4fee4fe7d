import type { Command } from 'commander';
import type { Shell } from '../terminal/shell.js';
import { type DirFlag, takesDir } from './bot-dir.js';

interface Flags extends DirFlag {
  readonly yes?: boolean;
}

const help = `
ID is an address on a messenger (such as +254700111222), the short name in community.yaml, or the
id the bot has for them. Stop the bot first.

  export   everything that is kept of them, to hand it to them
  erase    removes all of it, from every file; it cannot be brought back

People can do both themselves by writing MY DATA or ERASE ME to the bot.

Examples:
  $ kapwa person export +254700111222
  $ kapwa person erase +254700111222 --yes`;

/** Adds `kapwa person export` and `kapwa person erase`. */
export function register(program: Command, shell: Shell): void {
  const person = program
    .command('person')
    .description('what is kept of somebody: see it, erase it')
    .addHelpText('after', help);
  takesDir(person.command('export'))
    .description('show everything that is kept of somebody')
    .argument('<id>', 'who')
    .action(async (id: string, { dir = '.' }: Flags) => {
      const { exportPerson } = await import('../kept-data/export-person.js');
      await exportPerson(id, dir, shell);
    });
  takesDir(person.command('erase'))
    .description('remove everything that is kept of somebody')
    .argument('<id>', 'who')
    .option('--yes', 'do not ask')
    .action(async (id: string, { dir = '.', yes }: Flags) => {
      const { erasePerson } = await import('../kept-data/erase-person.js');
      await erasePerson(id, { dir, yes: yes === true }, shell);
    });
}
