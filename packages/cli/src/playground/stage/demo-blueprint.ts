import type { Blueprint, BlueprintPerson } from '@kapwa/core';

/** The name of the adapter a demo runs on. */
export const playground = 'playground';

/** The account of a person of the blueprint in the playground: as written, otherwise their key. */
export function accountOf({ key, accounts }: BlueprintPerson): string {
  return accounts.find(({ adapter }) => adapter === playground)?.id ?? key;
}

/**
 * The community with all its groups and people on the playground and nowhere else: a demo must
 * reach nobody.
 */
export function demoBlueprint(blueprint: Blueprint): Blueprint {
  return {
    ...blueprint,
    groups: blueprint.groups.map((group) => ({
      ...group,
      chat: { adapter: playground, id: group.key },
    })),
    people: blueprint.people.map((person) => ({
      ...person,
      accounts: [{ adapter: playground, id: accountOf(person) }],
    })),
    adapters: {},
  };
}
