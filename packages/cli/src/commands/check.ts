import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Shell } from '../terminal/shell.js';

const help = `
Looks at community.yaml in this folder, or in the folder you name: whether it can be read,
whether there are admins enough, and whether everybody can read the rules.

  ok     all is well
  warn   better changed; the bot works all the same
  error  must be changed

Examples:
  $ kapwa check
  $ kapwa check my-community
  $ kapwa check --json
  $ kapwa check --schema > community.schema.json`;

/** Adds `kapwa check`. */
export function register(program: Command, shell: Shell): void {
  program
    .command('check')
    .description('look for mistakes in community.yaml, and whether there are admins enough')
    .argument('[dir]', 'the folder with community.yaml', '.')
    .option('--schema', 'print what community.yaml may say, for editors, and check nothing')
    .addHelpText('after', help)
    .action((place: string, { schema }: { schema?: boolean }) =>
      schema === true ? printSchema(place, shell) : check(place, shell),
    );
}

async function printSchema(place: string, shell: Shell): Promise<void> {
  const { schemaTextFor } = await import('../community-file/schema-text.js');
  shell.stdout.write(await schemaTextFor(resolve(shell.cwd, place)));
}

async function check(place: string, shell: Shell): Promise<void> {
  const { findCommunityFile } = await import('../community-file/find-community-file.js');
  const { checkCommunity } = await import('../community-file/check-community.js');
  const { printFindings } = await import('../community-file/print-findings.js');
  try {
    const path = await findCommunityFile(resolve(shell.cwd, place));
    const report = await checkCommunity(path);
    const findings = report.findings.filter(({ level }) => level !== 'ok');
    const ok = findings.every(({ level }) => level !== 'error');
    shell.data({ ok, findings });
    printFindings(report, path, shell);
    if (!ok) shell.fail();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    shell.data({ ok: false, findings: [{ level: 'error', path: '', message, fix: '' }] });
    throw error;
  }
}
