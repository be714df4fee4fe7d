import type { Blueprint, BlueprintGroup, BlueprintPerson, GroupReported } from '@kapwa/core';
import { rehearsal } from './rehearsal-adapter.js';

/** The account of a person of the blueprint in an exported chat: there, people are their names. */
function accountsOf({ key, name }: BlueprintPerson): BlueprintPerson['accounts'] {
  return [{ adapter: rehearsal, id: name, aliases: key === name ? [] : [key] }];
}

/** The community with its groups and people as they appear in exported chats, and nowhere else. */
export function rehearsalBlueprint(blueprint: Blueprint): Blueprint {
  return {
    ...blueprint,
    groups: blueprint.groups.map((group) => ({
      ...group,
      chat: { adapter: rehearsal, id: group.key },
    })),
    people: blueprint.people.map((person) => ({ ...person, accounts: accountsOf(person) })),
  };
}

function alike(one: string, other: string): boolean {
  return one.trim().toLocaleLowerCase('en') === other.trim().toLocaleLowerCase('en');
}

/** The key of the group that is meant by a key or a name; the name itself for a group not known. */
export function groupKeyFor(name: string, { groups }: Blueprint): string {
  const found =
    groups.find(({ key }) => alike(key, name)) ?? groups.find((group) => alike(group.name, name));
  return found?.key ?? name;
}

function reportOf(group: BlueprintGroup, people: readonly BlueprintPerson[]): GroupReported {
  const admins = people.filter(({ key }) => group.admins.includes(key));
  return {
    kind: 'group.reported',
    id: `group-${group.key}`,
    at: 0,
    adapter: rehearsal,
    chat: { id: group.key, direct: false, title: group.name },
    botRole: 'admin',
    members: admins.map(({ name }) => ({ account: { id: name, name }, role: 'admin' })),
  };
}

/** Tells the kit who is admin where, as a platform would when the bot connects. */
export function groupReports({ groups, people }: Blueprint): readonly GroupReported[] {
  return groups.map((group) => reportOf(group, people));
}
