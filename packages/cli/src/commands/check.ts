import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommunityReport, PlacedFinding } from '../community-file/check-community.js';
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
      schema === true ? printSchema(shell) : check(place, shell),
    );
}

async function printSchema(shell: Shell): Promise<void> {
  const { communitySchemaText } = await import('../community-file/schema-text.js');
  shell.stdout.write(communitySchemaText());
}

async function check(place: string, shell: Shell): Promise<void> {
  const { findCommunityFile } = await import('../community-file/find-community-file.js');
  const { checkCommunity } = await import('../community-file/check-community.js');
  try {
    const path = await findCommunityFile(resolve(shell.cwd, place));
    report(await checkCommunity(path), relative(shell.cwd, path), shell);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    shell.data({ ok: false, findings: [{ level: 'error', path: '', message, fix: '' }] });
    throw error;
  }
}

function report({ findings: all, refusal }: CommunityReport, path: string, shell: Shell): void {
  const findings = all.filter(({ level }) => level !== 'ok');
  const ok = findings.every(({ level }) => level !== 'error');
  shell.data({ ok, findings });
  if (refusal === undefined) {
    for (const finding of all) shell.print(describe(finding, path, shell));
  } else {
    shell.print(refusal);
  }
  shell.print();
  shell.print(summary(findings));
  if (!ok) shell.fail();
}

function describe(
  { level, line, message, fix }: PlacedFinding,
  path: string,
  shell: Shell,
): string {
  const { green, yellow, red, dim } = shell.colors;
  if (level === 'ok') return `${green('ok')}     ${message}`;
  const mark = level === 'error' ? red('error') : `${yellow('warn')} `;
  const place = line === undefined ? path : `${path}, line ${line}`;
  return `${mark}  ${message}\n       ${fix} ${dim(`(${place})`)}`;
}

function summary(findings: readonly PlacedFinding[]): string {
  const errors = findings.filter(({ level }) => level === 'error').length;
  const warnings = findings.length - errors;
  if (findings.length === 0) return 'All is well.';
  const count = (number: number, word: string) =>
    number === 0 ? [] : [`${number} ${word}${number === 1 ? '' : 's'}`];
  const parts = [...count(errors, 'error'), ...count(warnings, 'warning')].join(', ');
  return errors > 0
    ? `${parts}. Errors must be corrected.`
    : `${parts}. The bot works all the same.`;
}
