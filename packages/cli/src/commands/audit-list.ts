import type { AuditNote } from '@kapwa/core';
import type { Shell } from '../terminal/shell.js';

/** Which entries of the record are wanted. */
export interface AuditChoice {
  /** Only what begins with this, such as `member` or `webhook.refuse`. */
  readonly what?: string;
  /** So many of the newest. */
  readonly last: number;
}

/** An entry with the number of the link it stands in. */
export interface ListedNote extends AuditNote {
  readonly link: number;
}

/** What is wanted of all entries, the oldest first. Pure. */
export function chosen(
  all: readonly ListedNote[],
  { what = '', last }: AuditChoice,
): readonly ListedNote[] {
  const fitting = all.filter((note) => note.what === what || note.what.startsWith(`${what}.`));
  return (what === '' ? all : fitting).slice(-last);
}

/** An entry in one line: when, who, what, to whom, why, what came of it. */
function lineOf(note: ListedNote): string {
  const { at, actor, what, target, reason, result } = note;
  const about = [target, reason && `(${reason})`, result && `→ ${result}`];
  return [new Date(at).toISOString(), actor, what, ...about].filter(Boolean).join('  ');
}

/** Shows entries of the record. */
export function showNotes(notes: readonly ListedNote[], total: number, shell: Shell): void {
  shell.data({ total, entries: notes });
  for (const note of notes) shell.print(lineOf(note));
  const count = `${notes.length} of ${total} ${total === 1 ? 'entry' : 'entries'}`;
  shell.print(total === 0 ? 'Nothing stands in the record yet.' : `${count} shown.`);
}
