import type { Blueprint } from '../blueprint/blueprint.js';
import { type BlueprintIssue, describeIssue } from '../blueprint/blueprint-issue.js';
import { checkDryRun } from '../blueprint/dry-run-checks.js';
import { KapwaError } from '../errors.js';
import { checkPluginOptions } from '../plugins/options.js';
import type { AnyPlugin } from '../plugins/plugin.js';

/** Raises `config.missing` where there is no community, and `config.invalid` for two of one key. */
export function checkCommunities(blueprints: readonly Blueprint[]): void {
  if (blueprints.length === 0) {
    throw new KapwaError(
      'config.missing',
      'A kit needs a community to begin with; more can be added while it runs.',
    );
  }
  const keys = blueprints.map(({ community }) => community.key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice === undefined) return;
  throw new KapwaError(
    'config.invalid',
    `Two communities have the key "${twice}". Give one of them another.`,
  );
}

/**
 * Raises `config.invalid` with everything that is wrong with the options communities give. Where
 * these are `all` plugins there are, names that none of them has are wrong, too.
 */
export function checkOptions(
  blueprints: Iterable<Blueprint>,
  plugins: readonly AnyPlugin[],
  which: 'all' | 'these',
): void {
  const names = plugins.map(({ name }) => name);
  const issues = [...blueprints].flatMap((blueprint) => {
    const { community } = blueprint;
    return [
      ...checkPluginOptions(community, plugins).filter(
        ({ path }) => which === 'all' || names.includes(String(path[1])),
      ),
      ...(which === 'all' ? checkDryRun(blueprint, names) : []),
    ].map((issue) => lineOf(community.key, issue));
  });
  if (issues.length > 0) throw new KapwaError('config.invalid', issues.join('\n'));
}

function lineOf(community: string, issue: BlueprintIssue): string {
  return `${community}: ${describeIssue(issue)}`;
}

/** Raises `config.invalid` with everything that is wrong with a community, if anything is. */
export function raiseIssues(community: string, issues: readonly BlueprintIssue[]): void {
  if (issues.length === 0) return;
  const lines = issues.map((issue) => lineOf(community, issue));
  throw new KapwaError('config.invalid', lines.join('\n'));
}
