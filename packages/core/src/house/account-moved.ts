import { MOVED_STEP } from '../handle/follow-account-move.js';
import type { Person } from '../model/person.js';
import { schema } from '../schema.js';
import type { HouseContext, HouseScope } from './house-context.js';
import { tellAdmins } from './tell-admins.js';

/** Whether somebody has a say in the community, by the blueprint, by command or on their messenger. */
async function hasSay(context: HouseContext, person: Person): Promise<boolean> {
  const { key, roles, groupRoles = {} } = person;
  if (key !== undefined || roles.length > 0 || Object.keys(groupRoles).length > 0) return true;
  for (const { key: group } of await context.groupsOf(person.id)) {
    if ((await context.admins(group)).some(({ id }) => id === person.id)) return true;
  }
  return false;
}

/** What the lane of somebody is told once their account is another. */
const movedSchema = schema((z) => z.object({ message: z.enum(['account.moved', 'account.lost']) }));

/**
 * Tells admins that somebody with a say has another number, or lost theirs to somebody else: roles
 * go with a number, so people should hear of it, and the settings may still name the old one.
 */
export function accountMoved(kit: HouseScope): void {
  kit.posted(MOVED_STEP, async (context, data) => {
    const { message } = movedSchema.parse(data);
    const person = context.actor?.person;
    if (person !== undefined && (await hasSay(context, person))) {
      const values = { person: person.name, messenger: context.event.adapter };
      await tellAdmins(context, message, values, { person: person.id });
    }
  });
}
