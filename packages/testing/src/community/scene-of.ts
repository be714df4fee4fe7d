import type { Blueprint } from '@kapwa/core';
import type { Scene, SceneGroup, ScenePerson } from './scene.js';

/**
 * The scene of a blueprint, such as the one a `community.yaml` describes: everybody and every
 * group it names, by its short names. The addresses in it are left out; on the playground a short
 * name is the address.
 */
export function sceneOf({ community, groups, people }: Blueprint): Scene {
  return {
    community,
    people: Object.fromEntries(
      people.map(({ key, name, language, roles }): [string, ScenePerson] => [
        key,
        { name, roles, ...(language === undefined ? {} : { language }) },
      ]),
    ),
    groups: Object.fromEntries(
      groups.map(({ key, chat: _chat, adopted: _adopted, ...group }): [string, SceneGroup] => [
        key,
        group,
      ]),
    ),
  };
}
