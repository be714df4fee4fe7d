import type { BlueprintIssue } from '@kapwa/core';

/** What a check found. `ok` is said to people, so that they see what was looked at. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'error';
  /** The setting it is about, from the top of community.yaml. */
  readonly path: BlueprintIssue['path'];
  /** Where it was seen, where that is not community.yaml. */
  readonly place?: string;
  /** What is so. */
  readonly message: string;
  /** What to do about it; empty for `ok`. */
  readonly fix: string;
}

/** A finding that all is well. */
export function fine(path: Finding['path'], message: string): Finding {
  return { level: 'ok', path, message, fix: '' };
}

/** What was found wrong, or one line saying that nothing was. */
export function orFine(
  findings: readonly Finding[],
  path: Finding['path'],
  message: string,
): readonly Finding[] {
  return findings.length > 0 ? findings : [fine(path, message)];
}

/** Words of a list: `a, b and c`. */
export function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(words);
}
