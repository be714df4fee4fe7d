import {
  createWorld,
  turnableClock,
  type World,
  type WorldOptions,
} from '@kapwa/adapter-playground';
import { inLanguage } from '@kapwa/core';
import type { Scene, SceneGroup } from './scene.js';

type Member = { readonly account: string; readonly role: 'member' | 'admin' };

function membersOf({ admins = [], members = [] }: SceneGroup): readonly Member[] {
  return [
    ...admins.map((account): Member => ({ account, role: 'admin' })),
    ...members.map((account): Member => ({ account, role: 'member' })),
  ];
}

/** What a group says of itself on the messenger: what it is for, in its first language. */
function descriptionOf({ purpose, languages }: SceneGroup, { community }: Scene) {
  if (purpose === undefined) return {};
  const known = { languages: [...(community.languages ?? ['en'])] };
  const language = languages?.[0] ?? known.languages[0] ?? 'en';
  return { description: inLanguage(purpose, language, known) };
}

/** How the bot may write to people, as the messenger has it. */
type Reaching = Pick<WorldOptions, 'mustWriteFirst' | 'window' | 'startLink'>;

/** A messenger with the people and groups of a scene in it; a short name is an address there. */
export function worldOf(scene: Scene, options: { readonly start?: number } & Reaching = {}): World {
  const { start, ...reaching } = options;
  return createWorld({
    clock: turnableClock(start),
    ...reaching,
    people: Object.entries(scene.people).map(([id, { name }]) => ({ id, name: name ?? id })),
    groups: Object.entries(scene.groups).map(([id, group]) => ({
      id,
      title: group.name ?? id,
      ...(group.posting === undefined ? {} : { posting: group.posting }),
      ...(group.editing === undefined ? {} : { editing: group.editing }),
      ...(group.adding === undefined ? {} : { adding: group.adding }),
      ...(group.approval === undefined ? {} : { approval: group.approval }),
      ...descriptionOf(group, scene),
      ...(group.bot === undefined ? {} : { bot: group.bot }),
      members: membersOf(group),
    })),
  });
}
