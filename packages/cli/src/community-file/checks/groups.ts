import type { Blueprint, BlueprintGroup } from '@kapwa/core';
import { type Finding, fine, listed, orFine } from './finding.js';

/** Whether members can tell the groups apart, and everybody can be reached at once. */
export function checkGroups(blueprint: Blueprint): readonly Finding[] {
  const { groups } = blueprint;
  if (groups.length === 0) {
    const message = 'The community has no groups.';
    const fix = 'Describe each group below "groups:".';
    return [{ level: 'warning', path: ['groups'], message, fix }];
  }
  return [
    ...checkAnnouncements(groups),
    ...orFine(groups.flatMap(checkPurpose), ['groups'], 'Every group says what it is for.'),
    ...checkNames(groups),
    ...groups.flatMap((group) => checkLanguages(group, blueprint.community.languages)),
  ];
}

function checkAnnouncements(groups: readonly BlueprintGroup[]): readonly Finding[] {
  const names = groups.filter(({ kind }) => kind === 'announcement').map(({ name }) => name);
  if (names.length > 0) return [fine(['groups'], `Everybody is reached in ${listed(names)}.`)];
  const message = 'There is no group in which everybody is reached.';
  const fix = 'Add a group with "kind: announcement".';
  return [{ level: 'warning', path: ['groups'], message, fix }];
}

function checkPurpose({ key, name, purpose }: BlueprintGroup): readonly Finding[] {
  if (purpose !== undefined) return [];
  const message = `"${name}" does not say what it is for.`;
  const fix = `Add "purpose:" to ${key}: newcomers choose their groups by it.`;
  return [{ level: 'warning', path: ['groups', key], message, fix }];
}

function checkNames(groups: readonly BlueprintGroup[]): readonly Finding[] {
  const seen = new Map<string, string>();
  return groups.flatMap(({ key, name }) => {
    const folded = name.toLowerCase();
    const earlier = seen.get(folded);
    if (earlier === undefined) seen.set(folded, key);
    if (earlier === undefined) return [];
    const message = `"${name}" is also the name of ${earlier}: nobody can tell them apart.`;
    const fix = 'Give one of them another name.';
    return [{ level: 'warning', path: ['groups', key, 'name'], message, fix }];
  });
}

function checkLanguages(group: BlueprintGroup, known: readonly string[]): readonly Finding[] {
  return group.languages
    .filter((language) => !known.includes(language))
    .map((language) => ({
      level: 'warning',
      path: ['groups', group.key, 'languages'],
      message: `"${group.name}" speaks "${language}", which is not among the languages of the community.`,
      fix: `Add ${language} to "languages:" of the community, or remove it from ${group.key}.`,
    }));
}
