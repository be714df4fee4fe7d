import { createWorld, turnableClock, type World } from '@kapwa/adapter-playground';
import type { Scene, SceneGroup } from './scene.js';

type Member = { readonly account: string; readonly role: 'member' | 'admin' };

function membersOf({ admins = [], members = [] }: SceneGroup): readonly Member[] {
  return [
    ...admins.map((account): Member => ({ account, role: 'admin' })),
    ...members.map((account): Member => ({ account, role: 'member' })),
  ];
}

/** A messenger with the people and groups of a scene in it; a short name is an address there. */
export function worldOf(
  scene: Scene,
  options: { readonly start?: number; readonly mustWriteFirst?: boolean } = {},
): World {
  const { start, mustWriteFirst } = options;
  return createWorld({
    clock: turnableClock(start),
    ...(mustWriteFirst === undefined ? {} : { mustWriteFirst }),
    people: Object.entries(scene.people).map(([id, { name }]) => ({ id, name: name ?? id })),
    groups: Object.entries(scene.groups).map(([id, group]) => ({
      id,
      title: group.name ?? id,
      ...(group.posting === undefined ? {} : { posting: group.posting }),
      ...(group.bot === undefined ? {} : { bot: group.bot }),
      members: membersOf(group),
    })),
  });
}
