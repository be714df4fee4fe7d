import {
  createWorld,
  type NewGroup,
  type NewPerson,
  type TurnableClock,
  type World,
} from '@kapwa/adapter-playground';
import { type Blueprint, inLanguage, KapwaError } from '@kapwa/core';
import type { Cast } from '../scene/scene.js';
import { accountOf } from './demo-blueprint.js';

/** The bot's account; no key of a person can have a space in it. */
const bot: NewPerson = { id: 'the bot', name: 'Kapwa' };

function peopleOf(blueprint: Blueprint, cast: readonly Cast[]): readonly NewPerson[] {
  const people = new Map<string, NewPerson>();
  for (const person of blueprint.people) {
    people.set(accountOf(person), { id: accountOf(person), name: person.name });
  }
  for (const { person, name } of cast) {
    if (!people.has(person)) people.set(person, { id: person, name: name ?? person });
  }
  return [...people.values()];
}

function groupOf(
  group: Blueprint['groups'][number],
  blueprint: Blueprint,
  cast: readonly Cast[],
): NewGroup {
  const admins = blueprint.people
    .filter(({ key }) => group.admins.includes(key))
    .map((person) => accountOf(person));
  const others = cast
    .filter(({ person, groups }) => groups.includes(group.key) && !admins.includes(person))
    .map(({ person }) => person);
  return {
    id: group.key,
    title: group.name,
    posting: group.posting,
    ...(group.editing === undefined ? {} : { editing: group.editing }),
    ...(group.adding === undefined ? {} : { adding: group.adding }),
    ...(group.approval === undefined ? {} : { approval: group.approval }),
    ...(group.purpose === undefined
      ? {}
      : {
          description: inLanguage(group.purpose, group.languages[0] ?? 'en', blueprint.community),
        }),
    members: [
      ...admins.map((account) => ({ account, role: 'admin' as const })),
      ...new Set(others),
    ],
  };
}

function checkGroups(blueprint: Blueprint, cast: readonly Cast[]): void {
  const known = blueprint.groups.map(({ key }) => key);
  for (const { person, groups } of cast) {
    const unknown = groups.find((group) => !known.includes(group));
    if (unknown === undefined) continue;
    throw new KapwaError(
      'input.unreadable',
      `The scene puts "${person}" into the group "${unknown}", which community.yaml does not have. It has ${known.join(', ')}.`,
    );
  }
}

/** A messenger with everybody in it: each group a chat named by its key, the bot admin in all. */
export function fillWorld(
  blueprint: Blueprint,
  cast: readonly Cast[],
  clock: TurnableClock,
): World {
  checkGroups(blueprint, cast);
  return createWorld({
    bot,
    clock,
    people: peopleOf(blueprint, cast),
    groups: blueprint.groups.map((group) => groupOf(group, blueprint, cast)),
  });
}
