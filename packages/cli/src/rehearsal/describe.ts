import type { Shell } from '../terminal/shell.js';
import { excerptOf } from './excerpt.js';
import type { RehearsalSummary, RehearsedLine } from './rehearse.js';
import type { Tally } from './tally.js';
import type { PlannedAction, Verdict } from './verdict.js';

type Colors = Shell['colors'];

function describeVerdict(
  { plugin, detector, mode, reason, text }: Verdict,
  { dim }: Colors,
): string {
  const what =
    detector === undefined ? reason : `${detector}${mode === undefined ? '' : `, ${mode}`}`;
  return `  ${text} ${dim(`(${plugin}: ${what})`)}`;
}

function describeAction({ kind, to }: PlannedAction, { cyan }: Colors): string {
  if (kind === 'message.delete') return `  ${cyan('would take the message down')}`;
  return `  ${cyan(`would write to ${to}`)}`;
}

/** A message in which something was noticed, for a person to read. */
export function describeLine(line: RehearsedLine, colors: Colors, timeZone: string): string[] {
  const at = new Date(line.at).toLocaleString('en-GB', {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const words = line.words === '' ? colors.dim('(no words)') : excerptOf(line.words);
  return [
    `${colors.dim(`${at}  ${line.group}`)}  ${colors.bold(line.from)}: ${words}`,
    ...line.verdicts.map((verdict) => describeVerdict(verdict, colors)),
    ...line.actions.map((action) => describeAction(action, colors)),
  ];
}

function counted(rows: readonly { name: string; count: number }[]): string[] {
  const width = Math.max(0, ...rows.map(({ count }) => String(count).length));
  return rows.map(({ name, count }) => `  ${String(count).padStart(width)}  ${name}`);
}

/** What all of it came to. */
export function describeSummary(tally: Tally, { messages, welcomed }: RehearsalSummary): string[] {
  const lines = [`${messages} messages read, something noticed in ${tally.noticed} of them.`];
  if (tally.findings().length > 0) lines.push('', 'Noticed:', ...counted(tally.findings()));
  if (tally.actions().length > 0) {
    lines.push('', 'The bot would have done:', ...counted(tally.actions()));
  }
  if (welcomed > 0) lines.push('', `${welcomed} newcomers would have been welcomed in private.`);
  lines.push('', 'This was a rehearsal: nobody was written to and nothing was changed.');
  return lines;
}
