import type { Shell } from '../terminal/shell.js';
import { excerptOf } from './excerpt.js';
import type { RehearsalSummary, RehearsedLine } from './rehearse.js';
import type { Tally } from './tally.js';
import type { PlannedAction, Verdict } from './verdict.js';

type Colors = Shell['colors'];

/** Names of groups in one sentence. */
const MOST_NAMED = 12;

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
  if (kind === 'message.send') return `  ${cyan(`would write to ${to}`)}`;
  return `  ${cyan(`would do ${kind} in ${to}`)}`;
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

interface Row {
  readonly name: string;
  readonly count: number;
}

const doings: Readonly<Record<string, string>> = {
  'message.send': 'written',
  'message.delete': 'taken down',
};

function inWords({ name, count }: Row): Row {
  const done = doings[name];
  if (done === undefined) return { name, count };
  return { name: `${count === 1 ? 'message' : 'messages'} ${done}`, count };
}

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** A misspelt group would go unnoticed otherwise: what is not known has no rules of its own. */
function describeAdopted(adopted: readonly string[], known: readonly string[]): readonly string[] {
  if (adopted.length === 0) return [];
  const [names, are] = [shortList(adopted), adopted.length === 1 ? 'is' : 'are'];
  const choice =
    known.length === 0 ? '' : ` Name the group of a chat by --group: ${shortList(known)}.`;
  return ['', `${names} ${are} not among the groups of the community, and taken for new.${choice}`];
}

function shortList(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function table(rows: readonly Row[]): string[] {
  const width = Math.max(0, ...rows.map(({ count }) => String(count).length));
  return rows.map(({ name, count }) => `  ${String(count).padStart(width)}  ${name}`);
}

/** What all of it came to. */
export function describeSummary(
  tally: Tally,
  { messages, welcomed, adopted, known }: RehearsalSummary,
): string[] {
  const lines = [
    `${counted(messages, 'message', 'messages')} read, something noticed in ${tally.noticed} of them.`,
  ];
  if (tally.findings().length > 0) lines.push('', 'Noticed:', ...table(tally.findings()));
  if (tally.actions().length > 0) {
    lines.push('', 'The bot would have done:', ...table(tally.actions().map(inWords)));
  }
  if (welcomed > 0) {
    const newcomers = counted(welcomed, 'newcomer', 'newcomers');
    lines.push('', `${newcomers} would have been welcomed in private.`);
  }
  lines.push(...describeAdopted(adopted, known));
  lines.push('', 'This was a rehearsal: nobody was written to and nothing was changed.');
  return lines;
}
