import type { Blueprint } from './blueprint.js';
import { type BlueprintIssue, problem } from './blueprint-issue.js';
import { didYouMean } from './did-you-mean.js';

/**
 * Names under `dryRun` that are neither a plugin nor a group: a slip there would let happen what
 * was only to be rehearsed.
 */
export function checkDryRun(
  { community, groups }: Blueprint,
  plugins: readonly string[],
): readonly BlueprintIssue[] {
  const known = [...plugins, ...groups.map(({ key }) => key)];
  return (community.dryRun ?? []).flatMap((name, index) => {
    if (known.includes(name)) return [];
    const message = `"${name}" is neither a plugin nor a group here. Write the short name of one.`;
    const path = ['community', 'dryRun', index];
    return [{ path, ...problem(message, didYouMean(name, known)) }];
  });
}
