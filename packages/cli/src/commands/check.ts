import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Look } from '../community-file/check-community.js';
import type { Shell } from '../terminal/shell.js';

interface Flags {
  readonly schema?: boolean;
  readonly offline?: boolean;
}

const help = `
Looks at community.yaml in this folder, or in the folder you name: whether it can be read,
whether there are admins enough, and whether everybody can read the rules. Where WhatsApp's
official API is set up, asks it whether it takes the settings and has approved the templates.
Where KAPWA_DATABASE_URL is set, asks that database whether it can be used.
Where the bot has run, says what has not been delivered to members.

  ok     all is well
  warn   better changed; the bot works all the same
  error  must be changed

Examples:
  $ kapwa check
  $ kapwa check my-community
  $ kapwa check --json
  $ kapwa check --offline
  $ kapwa check --schema > community.schema.json`;

/** Adds `kapwa check`. */
export function register(program: Command, shell: Shell): void {
  program
    .command('check')
    .description('look for mistakes in community.yaml, and whether there are admins enough')
    .argument('[dir]', 'the folder with community.yaml', '.')
    .option('--schema', 'print what community.yaml may say, for editors, and check nothing')
    .option('--offline', 'ask no messenger')
    .addHelpText('after', help)
    .action((place: string, { schema, offline }: Flags) =>
      schema === true ? printSchema(place, shell) : check(place, offline === true, shell),
    );
}

async function printSchema(place: string, shell: Shell): Promise<void> {
  const { schemaTextFor } = await import('../community-file/schema-text.js');
  shell.stdout.write(await schemaTextFor(resolve(shell.cwd, place)));
}

async function check(place: string, isOffline: boolean, shell: Shell): Promise<void> {
  const { findCommunityFile } = await import('../community-file/find-community-file.js');
  const { checkCommunity } = await import('../community-file/check-community.js');
  const { printFindings } = await import('../community-file/print-findings.js');
  const { readSettings } = await import('../server/settings.js');
  const { checkDatabase } = await import('../community-file/checks/database.js');
  const { checkOfficialApi } = await import('../community-file/checks/official-api.js');
  try {
    const path = await findCommunityFile(resolve(shell.cwd, place));
    const settings = await readSettings(dirname(path), shell.env);
    const messengers: readonly Look[] = isOffline
      ? []
      : [(blueprint) => checkOfficialApi(settings, blueprint)];
    const asks = [() => checkDatabase(dirname(path), settings), ...messengers];
    const report = await checkCommunity(path, asks, settings);
    const findings = report.findings.filter(({ level }) => level !== 'ok');
    const ok = findings.every(({ level }) => level !== 'error');
    shell.data({ ok, findings });
    printFindings(report, path, shell);
    if (!ok) shell.fail();
  } catch (error) {
    const { explainFailure } = await import('../terminal/failure.js');
    const failure = explainFailure(error, shell.env);
    const { message } = failure.error;
    shell.data({ ok: false, findings: [{ level: 'error', path: '', message, fix: '' }] });
    shell.note(failure.text);
    shell.fail(failure.code);
  }
}
