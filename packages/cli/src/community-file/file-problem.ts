import { excerptAt } from './excerpt.js';

/** One thing that is wrong in a file, with its place. */
export interface FileProblem {
  /** Settings from the top, such as `groups.north.admins.0`; empty where there are none. */
  readonly path: string;
  /** What is wrong and what to do. */
  readonly message: string;
  /** The word that was probably meant. */
  readonly suggestion?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
}

/** More would scroll away; the rest is found once these are mended. */
const MOST_SHOWN = 20;

/** All problems of a file as people read them: where, the line itself, what to do. */
export function describeProblems(
  name: string,
  text: string,
  problems: readonly FileProblem[],
): string {
  const count = problems.length === 1 ? 'One thing is' : `${problems.length} things are`;
  const shown = problems.slice(0, MOST_SHOWN).map((problem) => describeProblem(text, problem));
  const more = problems.length - shown.length;
  const rest = more > 0 ? [`... and ${more} more.`] : [];
  return [`${count} wrong in ${name}:`, ...shown, ...rest].join('\n\n');
}

function describeProblem(text: string, problem: FileProblem): string {
  const { line, column, path } = problem;
  const where = [
    ...(line === undefined ? [] : [`line ${line}, column ${column ?? 1}`]),
    ...(path === '' ? [] : [path]),
  ].join(': ');
  const excerpt = line === undefined ? [] : excerptAt(text, line, column ?? 1);
  return [
    ...(where === '' ? [] : [`  ${printable(where)}`]),
    ...excerpt.map((row) => `    ${row}`),
    `    ${printable(sentences(problem))}`,
  ].join('\n');
}

/** What is wrong, what to do, and what was probably meant. */
function sentences({ message, suggestion }: FileProblem): string {
  return suggestion === undefined ? message : `${message} Did you mean "${suggestion}"?`;
}

/** Without what would move the cursor or change the colours of a terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
