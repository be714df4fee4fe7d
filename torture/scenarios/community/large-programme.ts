import type { GroupReported, PlatformRole } from '@kapwa/core';
import { blueprintOf, healthWorkers, type Scene, type SceneGroup } from '@kapwa/testing';

/** As many as the programme has, in as many groups. */
export const PEOPLE = 1_050;
const GROUPS = 25;

/** Somebody in the programme, by number. */
export const personOf = (number: number): string => `worker-${number % PEOPLE}`;

const admins = ['sameer', 'grace'];
const areas = Array.from({ length: GROUPS - Object.keys(healthWorkers.groups).length });
const groups: Readonly<Record<string, SceneGroup>> = {
  ...healthWorkers.groups,
  ...Object.fromEntries(
    areas.map((_, index): [string, SceneGroup] => [
      `area-${index}`,
      {
        name: `Area ${index}`,
        kind: 'general',
        languages: index % 2 === 0 ? ['en'] : ['sw'],
        admins,
      },
    ]),
  ),
};

/** The keys of all groups. */
export const groupKeys: readonly string[] = Object.keys(groups);

const scene: Scene = { ...healthWorkers, groups };

/** The community, with its quiet hours or awake day and night. */
export function largeProgramme({ awake = false } = {}) {
  const { quietHours: _quietHours, ...community } = healthWorkers.community;
  return blueprintOf(awake ? { ...scene, community } : scene);
}

/** Who is in a group: everybody in Announcements, the others in one or two groups. */
export function membersOf(group: string): readonly string[] {
  const place = groupKeys.indexOf(group);
  const numbers = Array.from({ length: PEOPLE }, (_, number) => number);
  if (group === 'announcements') return numbers.map(personOf);
  const isIn = (number: number): boolean =>
    number % GROUPS === place || (number * 7) % GROUPS === place;
  return numbers.filter(isIn).map(personOf);
}

/** What a messenger tells of a group when the bot connects. */
export function reportOf(group: string, at: number): GroupReported {
  const inRole = (role: PlatformRole) => (id: string) => ({
    account: { id, name: nameOf(id) },
    role,
  });
  return {
    kind: 'group.reported',
    id: `report ${group} ${at}`,
    at,
    adapter: 'playground',
    chat: { id: group, direct: false, title: groups[group]?.name ?? group },
    botRole: 'admin',
    members: [...admins.map(inRole('admin')), ...membersOf(group).map(inRole('member'))],
  };
}

/** The name somebody shows. */
export function nameOf(id: string): string {
  return id.replace('worker-', 'Worker ');
}
