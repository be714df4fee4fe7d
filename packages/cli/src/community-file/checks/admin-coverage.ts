import type { Blueprint, BlueprintGroup } from '@kapwa/core';
import { type Finding, fine, listed, orFine } from './finding.js';

/** With one admin alone everything waits while they sleep, travel or are ill. */
const ENOUGH = 2;

/** Whether there are admins enough to share the work, and a room for them to talk in. */
export function checkAdminCoverage(blueprint: Blueprint): readonly Finding[] {
  return [
    ...checkCommunityAdmins(blueprint),
    ...orFine(
      blueprint.groups.flatMap(checkGroupAdmins),
      ['groups'],
      'Every group has at least two admins.',
    ),
    ...checkAdminGroup(blueprint),
  ];
}

function checkCommunityAdmins({ people }: Blueprint): readonly Finding[] {
  const admins = people.filter(({ roles }) => roles.includes('community-admin'));
  const names = listed(admins.map(({ name }) => name));
  if (admins.length >= ENOUGH) return [fine(['people'], `Community admins: ${names}.`)];
  const message =
    admins.length === 0
      ? 'The community has no community admin.'
      : `The community has only one community admin, ${names}.`;
  const fix = 'Give "roles: [community-admin]" to at least two people under "people:".';
  return [{ level: 'error', path: ['people'], message, fix }];
}

function checkGroupAdmins({ key, name, admins }: BlueprintGroup): readonly Finding[] {
  if (admins.length >= ENOUGH) return [];
  const [only] = admins;
  const message =
    only === undefined ? `"${name}" has no admin.` : `"${name}" has only one admin, ${only}.`;
  const fix = `Name at least two people under "admins:" of ${key}.`;
  return [{ level: 'error', path: ['groups', key, 'admins'], message, fix }];
}

function checkAdminGroup({ groups }: Blueprint): readonly Finding[] {
  const rooms = groups.filter(({ kind }) => kind === 'admin').map(({ name }) => name);
  if (rooms.length > 0)
    return [fine(['groups'], `Admins talk among themselves in ${listed(rooms)}.`)];
  const message = 'There is no group for the admins to talk among themselves.';
  const fix = 'Add a group with "kind: admin".';
  return [{ level: 'warning', path: ['groups'], message, fix }];
}
