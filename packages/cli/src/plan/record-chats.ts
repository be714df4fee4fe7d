import { readFile, writeFile } from 'node:fs/promises';
import { dataOf } from '@kapwa/core';
import { changeYaml } from '../community-file/change-yaml.js';
import type { AppliedStep } from './apply-plan.js';

/**
 * Writes the addresses of groups that were made into the community's file, and nothing else of it.
 * Answers with the keys of those groups.
 */
export async function recordChats(
  path: string,
  applied: readonly AppliedStep[],
): Promise<readonly string[]> {
  const made = applied.flatMap(({ step, outcome }) => {
    if (step.difference.kind !== 'group.missing' || outcome === undefined) return [];
    const address = dataOf('group.create', outcome);
    return address === undefined ? [] : [{ group: step.difference.group, address }];
  });
  if (made.length === 0) return [];
  const before = await readFile(path, 'utf8');
  const after = made.reduce(
    (text, { group, address }) =>
      changeYaml(text, ['groups', group, 'chat'], { [address.adapter]: address.id }),
    before,
  );
  await writeFile(path, after);
  return made.map(({ group }) => group);
}
