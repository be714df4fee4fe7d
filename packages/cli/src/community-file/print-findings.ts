import { relative } from 'node:path';
import type { Shell } from '../terminal/shell.js';
import type { CommunityReport, PlacedFinding } from './check-community.js';

function describe(
  { level, line, place: seenIn, message, fix }: PlacedFinding,
  path: string,
  shell: Shell,
): string {
  const { green, yellow, red, dim } = shell.colors;
  if (level === 'ok') return `${green('ok')}     ${message}`;
  const mark = level === 'error' ? red('error') : `${yellow('warn')} `;
  const place = seenIn ?? (line === undefined ? path : `${path}, line ${line}`);
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

/** Prints what was found in a community's file, for people; answers with what is not as it should be. */
export function printFindings(
  { findings: all, refusal }: CommunityReport,
  file: string,
  shell: Shell,
): readonly PlacedFinding[] {
  const path = relative(shell.cwd, file);
  const findings = all.filter(({ level }) => level !== 'ok');
  if (refusal === undefined) {
    for (const finding of all) shell.print(describe(finding, path, shell));
  } else {
    shell.print(refusal);
  }
  shell.print();
  shell.print(summary(findings));
  return findings;
}
