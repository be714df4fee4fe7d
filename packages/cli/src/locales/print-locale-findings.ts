import { relative } from 'node:path';
import type { Shell } from '../terminal/shell.js';
import type { PlacedLocaleFinding } from './finding.js';

/** So much of a text is shown. */
const SHOWN = 160;

/** Tells people what was found: where, the English text, the translation, and what to do. */
export function printLocaleFindings(found: readonly PlacedLocaleFinding[], shell: Shell): void {
  const { red, yellow, dim } = shell.colors;
  for (const { finding, file, line, source, text } of found) {
    const { severity, rule, key, message } = finding;
    const level = severity === 'error' ? red('error') : yellow('warn ');
    const place = `${relative(shell.cwd, file) || '.'}${line === undefined ? '' : `:${line}`}`;
    shell.print(`${level}  ${place}${key === null ? '' : `  ${key}`} ${dim(`(${rule})`)}`);
    shell.print(`       ${message}`);
    if (source !== undefined) shell.print(dim(`       en: ${shortened(source)}`));
    if (text !== undefined) shell.print(dim(`       ${finding.locale}: ${shortened(text)}`));
  }
  if (found.length > 0) shell.print();
  shell.print(summaryOf(found));
}

function shortened(text: string): string {
  const row = text.replace(/\n/g, ' ⏎ ').replace(/\p{Cc}/gu, '·');
  return row.length <= SHOWN ? row : `${row.slice(0, SHOWN)}…`;
}

function summaryOf(found: readonly PlacedLocaleFinding[]): string {
  const errors = found.filter(({ finding }) => finding.severity === 'error').length;
  const warnings = found.length - errors;
  if (found.length === 0) return 'All texts are well.';
  const parts = [counted(errors, 'error'), counted(warnings, 'warning')].filter(
    (part) => part !== '',
  );
  const what =
    errors === 0
      ? 'The bot uses all of these texts.'
      : 'A text with an error is not used: English is said instead.';
  return `${parts.join(' and ')}. ${what}`;
}

function counted(count: number, what: string): string {
  if (count === 0) return '';
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
