import {
  type Blueprint,
  type BlueprintGroup,
  type BlueprintPerson,
  communitySchema,
  groupSchema,
} from '@kapwa/core';
import type { Scene, SceneGroup, ScenePerson } from './scene.js';

/** The name the playground goes by in a test kit. */
export const ADAPTER = 'playground';

function groupOf(key: string, group: SceneGroup, languages: readonly string[]): BlueprintGroup {
  const { admins = [], members: _members, bot: _bot, unnamed: _unnamed, ...rest } = group;
  const { roles, editing, adding, approval, disappearing, ...written } = rest;
  const checked = groupSchema.parse({
    name: key,
    kind: 'general',
    languages: languages.slice(0, 1),
    ...written,
    key,
    chat: { adapter: ADAPTER, id: key },
  });
  return {
    ...checked,
    admins,
    ...(roles === undefined ? {} : { roles }),
    ...(editing === undefined ? {} : { editing }),
    ...(adding === undefined ? {} : { adding }),
    ...(approval === undefined ? {} : { approval }),
    ...(disappearing === undefined ? {} : { disappearing }),
  };
}

function personOf(key: string, person: ScenePerson): BlueprintPerson {
  return {
    key,
    name: person.name ?? key,
    accounts: [{ adapter: ADAPTER, id: key }],
    roles: person.roles ?? [],
    ...(person.language === undefined ? {} : { language: person.language }),
  };
}

/** The blueprint of a scene: its groups, and the people that somebody would name in it. */
export function blueprintOf(scene: Scene): Blueprint {
  const community = communitySchema.parse({
    purpose: 'A community in a test.',
    languages: ['en'],
    timeZone: 'UTC',
    ...scene.community,
  });
  const groups = Object.entries(scene.groups).filter(([, { unnamed }]) => unnamed !== true);
  const admins = new Set(
    groups.flatMap(([, { admins = [], roles = {} }]) => [...admins, ...Object.keys(roles)]),
  );
  const people = Object.entries(scene.people).filter(
    ([key, { roles, language }]) =>
      roles !== undefined || language !== undefined || admins.has(key),
  );
  return {
    community,
    groups: groups.map(([key, group]) => groupOf(key, group, community.languages)),
    people: people.map(([key, person]) => personOf(key, person)),
    adapters: {},
  };
}
