import type { AuditLink } from '@kapwa/core';
import type { Command } from 'commander';
import type { Shell } from '../terminal/shell.js';

const help = `
Looks whether the record of what the bot and the admins did is as it was written: nothing changed,
taken out or put in another order. Names the first place that is not. Stop the bot first.

Every morning the bot posts a seal of the record to the group of the admins. Give it with --head:
that shows that the end of the record is still there, too, and that nobody wrote all of it anew.

Examples:
  $ kapwa audit verify
  $ kapwa audit verify my-community --head qL0c9Zs4t1Jx8aPw`;

/** Adds `kapwa audit verify`. */
export function register(program: Command, shell: Shell): void {
  const audit = program
    .command('audit')
    .description('the record of what the bot and the admins did');
  audit
    .command('verify')
    .description('look whether anything in it was changed')
    .argument('[dir]', 'the folder with community.yaml', '.')
    .option('--head <hash>', 'a seal that was posted before')
    .addHelpText('after', help)
    .action((place: string, { head }: { head?: string }) => verify(place, head, shell));
}

async function verify(place: string, head: string | undefined, shell: Shell): Promise<void> {
  const { auditLinks, verifyAudit } = await import('@kapwa/core');
  const { withData } = await import('../kept-data/open-data.js');
  const links = await withData(shell.cwd, place, async (store) => {
    const all: AuditLink[] = [];
    for await (const link of auditLinks(store)) all.push(link);
    return all;
  });
  const verdict = verifyAudit(links, head);
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
