import { listOf } from '../languages/message.js';
import type { Person } from '../model/person.js';
import { hasRole, type RoleAt } from '../model/person-roles.js';
import { type Role, rolesOf } from '../model/role.js';
import type { Verdict } from '../plugins/plugin.js';
import { joinTexts, type Text } from '../text/text.js';
import type { HouseContext } from './house-context.js';

/** Who has a named role. Found by what it allows; a role that allows nothing is held by nobody. */
async function holders(
  context: HouseContext,
  { name, permissions }: Role,
  group: string | undefined,
): Promise<readonly Person[]> {
  const [permission] = permissions;
  if (permission === undefined) return [];
  const at: RoleAt = group === undefined ? { role: name } : { role: name, group };
  const allowed = await context.peopleWith(permission, group);
  return allowed.filter((person) => hasRole(person, at));
}

async function section(
  context: HouseContext,
  language: string,
  place: string,
  roles: readonly Role[],
  group?: string,
): Promise<readonly Text[]> {
  const lines: Text[] = [context.text(language, 'role.list.title', { place })];
  for (const role of roles) {
    const people = (await holders(context, role, group)).map(({ name }) => name);
    lines.push(
      people.length === 0
        ? context.text(language, 'role.list.nobody', { role: role.name })
        : context.text(language, 'role.list.line', { role: role.name, people: listOf(people) }),
    );
  }
  return lines;
}

/** Tells an admin, in private, who has which named role in the community and in each group. */
export async function listRoles(context: HouseContext): Promise<Verdict> {
  const { actor, community } = context;
  if (actor === undefined) return undefined;
  const to = { person: actor.person.id };
  const [language = 'en'] = await context.languagesFor(to);
  const named = rolesOf(community).filter(
    ({ name }) => name !== 'member' && name !== 'group-admin',
  );
  const everywhere = named.filter(({ scope }) => scope === 'community');
  const inGroups = named.filter(({ scope }) => scope === 'group');
  const lines = [...(await section(context, language, community.name, everywhere))];
  for (const group of inGroups.length === 0 ? [] : await context.groups()) {
    lines.push([], ...(await section(context, language, group.name, inGroups, group.key)));
  }
  context.perform({ kind: 'message.send', to, text: joinTexts(lines, '\n') });
  return 'handled';
}
