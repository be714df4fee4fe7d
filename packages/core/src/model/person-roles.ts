import type { Person } from './person.js';

/** A named role, in one group or in the whole community. */
export interface RoleAt {
  readonly role: string;
  readonly group?: string | undefined;
}

function withOrWithout(roles: readonly string[], role: string, has: boolean): string[] {
  const others = roles.filter((one) => one !== role);
  return has ? [...others, role] : others;
}

/** Whether somebody has a named role: in one group, or in the community. */
export function hasRole(person: Person, { role, group }: RoleAt): boolean {
  const roles = group === undefined ? person.roles : (person.groupRoles?.[group] ?? []);
  return roles.includes(role);
}

/** The same person with a role given or taken by command; it is remembered against the blueprint. */
export function withRole(person: Person, { role, group }: RoleAt, has: boolean): Person {
  if (group === undefined) {
    return {
      ...person,
      roles: withOrWithout(person.roles, role, has),
      roleChanges: { ...person.roleChanges, [role]: has ? 'given' : 'taken' },
    };
  }
  const inGroup = withOrWithout(person.groupRoles?.[group] ?? [], role, has);
  return { ...person, groupRoles: { ...person.groupRoles, [group]: inGroup } };
}
