import { argument } from '../commands/arguments.js';
import type { Group } from '../model/group.js';
import type { Person } from '../model/person.js';
import type { Role } from '../model/role.js';
import type { Verdict } from '../plugins/plugin.js';
import { schema } from '../schema.js';
import type { HouseContext, HouseScope } from './house-context.js';
import { listRoles } from './role-list.js';
import { judgeRole } from './role-rules.js';

/** What the lane of the person whose roles change is told. */
const changeSchema = schema((z) =>
  z.object({
    role: z.string(),
    group: z.string().optional(),
    has: z.boolean(),
    /** Who asked for it. */
    by: z.string().optional(),
    /** The name of the group or community it holds in. */
    place: z.string(),
    to: z.union([z.strictObject({ group: z.string() }), z.strictObject({ person: z.string() })]),
  }),
);

interface Wanted {
  readonly person: Person;
  readonly role: Role;
  readonly group: Group | undefined;
}

const change = {
  person: argument.person(),
  role: argument.role(),
  group: argument.group().optional(),
};

/** Where a role holds, by name. */
function placeOf(
  { role, group }: Pick<Wanted, 'role' | 'group'>,
  at: Pick<HouseContext, 'community' | 'group'>,
): string {
  const inGroup = role.scope === 'group' ? (group ?? at.group) : undefined;
  return inGroup?.name ?? at.community.name;
}

function changeRole(context: HouseContext, wanted: Wanted, has: boolean): Verdict {
  const { actor, community, here: to } = context;
  if (actor === undefined || to === undefined) return undefined;
  const { role, person } = wanted;
  const here = context.group?.key;
  const group = wanted.group?.key ?? here;
  const verdict = judgeRole({ role, of: person, has, group, by: actor, here, community });
  const values = { role: role.name, person: person.name };
  if ('refusal' in verdict) {
    if (verdict.refusal === 'role.too-strong') {
      const by = actor.person.id;
      const about = { person: person.id, reason: role.name };
      context.audit({ what: has ? 'role.give' : 'role.take', by, ...about, result: 'refused' });
    }
    context.reply(verdict.refusal as 'role.has-already', values);
    return 'handled';
  }
  const place = placeOf(wanted, context);
  const by = actor.person.id;
  context.post({ person: person.id }, 'role', { ...verdict.change, has, place, to, by });
  return 'handled';
}

/** In the lane of the person: changes their roles and tells who asked for it. */
function settleRole(context: HouseContext, data: unknown): void {
  const { role, group, has, place, to, by } = changeSchema.parse(data);
  const { actor } = context;
  if (actor === undefined) return;
  context.setRole(role, has, group);
  context.audit({
    ...{ what: has ? 'role.give' : 'role.take', person: actor.person.id },
    ...{ reason: role, result: 'done' },
    ...(group === undefined ? {} : { target: group }),
    ...(by === undefined ? {} : { by }),
  });
  const values = { role, place, person: actor.person.name };
  context.say(to, has ? 'role.given' : 'role.taken', values);
}

/**
 * The commands by which named roles are given, taken and listed. Only who may give roles uses
 * them, which is a community admin unless the blueprint lets others, and nobody gives or takes
 * what they do not have themselves.
 */
export function roles(kit: HouseScope): void {
  const permission = 'role.give';
  kit.command(
    'role-give',
    {
      words: 'words.role-give',
      about: 'role.give.about',
      examples: 'role.give.examples',
      permission,
      arguments: change,
    },
    (context, use) => changeRole(context, use.arguments, true),
  );
  kit.command(
    'role-take',
    {
      words: 'words.role-take',
      about: 'role.take.about',
      examples: 'role.take.examples',
      permission,
      arguments: change,
      confirm: {
        question: 'role.take.ask',
        values: (given, at) => ({
          role: given.role.name,
          person: given.person.name,
          place: placeOf(given, at),
        }),
      },
    },
    (context, use) => changeRole(context, use.arguments, false),
  );
  kit.command(
    'role-list',
    {
      words: 'words.role-list',
      about: 'role.list.about',
      examples: 'role.list.examples',
      where: 'direct',
      permission,
    },
    listRoles,
  );
  kit.posted('role', settleRole);
}
