import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Shell } from '../terminal/shell.js';
import type { AuditChoice } from './audit-list.js';
import { type DirFlag, dirOf, takesDir } from './bot-dir.js';

interface VerifyFlags extends DirFlag {
  readonly head?: string;
}

const help = `
Looks whether the record of what the bot and the admins did is as it was written: nothing changed,
taken out or put in another order. Names the first place that is not. Stop the bot first.

Every morning the bot posts a seal of the record to the group of the admins. Give it with --head:
that shows that the end of the record is still there, too, and that nobody wrote all of it anew.

Examples:
  $ kapwa audit verify
  $ kapwa audit verify --dir my-community --head qL0c9Zs4t1Jx8aPw`;

const listHelp = `
Shows what stands in the record of what the bot and the admins did, the newest last: when, who, what,
to whom, why, and what came of it. People stand in it under pseudonyms. Webhooks that were refused
are counted, an entry an hour. Stop the bot first.

Examples:
  $ kapwa audit list
  $ kapwa audit list --what webhook.refuse
  $ kapwa audit list --dir my-community --what member --last 200 --json`;

/** Adds `kapwa audit verify` and `kapwa audit list`. */
export function register(program: Command, shell: Shell): void {
  const audit = program
    .command('audit')
    .description('the record of what the bot and the admins did');
  takesDir(audit.command('verify'))
    .description('look whether anything in it was changed')
    .argument('[dir]', 'the same as --dir')
    .option('--head <hash>', 'a seal that was posted before')
    .addHelpText('after', help)
    .action((named: string | undefined, flags: VerifyFlags, command: Command) =>
      verify(dirOf(named, flags, command), flags.head, shell),
    );
  takesDir(audit.command('list'))
    .description('show what stands in it')
    .argument('[dir]', 'the same as --dir')
    .option('--what <kind>', 'only this, such as "member" or "webhook.refuse"')
    .addOption(
      new Option('--last <number>', 'so many of the newest').default(50).argParser(wholeNumber),
    )
    .addHelpText('after', listHelp)
    .action((named: string | undefined, flags: AuditChoice & DirFlag, command: Command) =>
      list(dirOf(named, flags, command), flags, shell),
    );
}

function wholeNumber(written: string): number {
  if (/^[1-9]\d{0,8}$/.test(written)) return Number(written);
  throw new InvalidArgumentError('Write a whole number, such as 50.');
}

async function list(dir: string, choice: AuditChoice, shell: Shell): Promise<void> {
  const { readRecord } = await import('../kept-data/read-record.js');
  const { chosen, showNotes } = await import('./audit-list.js');
  const { links } = await readRecord(shell, dir);
  const all = links.flatMap(({ n, entries }) => entries.map(({ note }) => ({ link: n, ...note })));
  showNotes(chosen(all, choice), all.length, shell);
}

async function verify(dir: string, head: string | undefined, shell: Shell): Promise<void> {
  const { verifyAudit } = await import('@kapwa/core');
  const { readRecord } = await import('../kept-data/read-record.js');
  const { links, end } = await readRecord(shell, dir);
  const verdict = verifyAudit(links, head, end);
  shell.data(verdict);
  if (!verdict.ok) {
    shell.print(verdict.broken.says);
    shell.print('The record is not as it was written. Keep a copy of the folder before you go on.');
    shell.fail();
    return;
  }
  const { entries, links: count } = verdict;
  shell.print(`The record is as it was written: ${entries} entries in ${count} links.`);
  if (verdict.head !== '') shell.print(`Its seal: ${verdict.head}`);
}
