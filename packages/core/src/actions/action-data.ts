import type { z } from 'zod';
import { KapwaError } from '../errors.js';
import { chatAddressSchema, whoMay } from '../model/group.js';
import { platformRoles } from '../model/membership.js';
import { schema } from '../schema.js';
import type { Outcome } from './outcome.js';

const linkSchema = schema((z) => z.object({ link: z.string().min(1) }));

const groupReportSchema = schema((z) =>
  z.object({
    name: z.string().optional(),
    description: z.string().optional(),
    posting: z.enum(whoMay).optional(),
    editing: z.enum(whoMay).optional(),
    adding: z.enum(whoMay).optional(),
    disappearing: z.number().optional(),
    approval: z.boolean().optional(),
    linked: z.boolean().optional(),
    botRole: z.enum(platformRoles).optional(),
    members: z
      .array(
        z.object({
          account: z.object({ id: z.string(), name: z.string().optional() }),
          role: z.enum(platformRoles),
        }),
      )
      .optional(),
  }),
);

/** The form of what an action brings back, by kind; kinds that bring nothing are not there. */
const actionData = {
  'invite.get': linkSchema,
  'invite.reset': linkSchema,
  'group.read': groupReportSchema,
  'group.create': chatAddressSchema,
} as const;

/** The kinds of action that bring something back. */
export type ReadingKind = keyof typeof actionData;

/** What an action of one kind brings back. */
export type ActionData<Kind extends ReadingKind> = z.infer<(typeof actionData)[Kind]>;

/**
 * What an action of this kind brought back; undefined where it did not succeed, or only in a dry
 * run. Raises `adapter.invalid` when the adapter gave it in another form.
 *
 * @example
 * scope.settled('link', (context, outcome) => {
 *   const invite = dataOf('invite.get', outcome);
 * });
 */
export function dataOf<Kind extends ReadingKind>(
  kind: Kind,
  outcome: Outcome,
): ActionData<Kind> | undefined {
  if (outcome.kind !== 'done') return undefined;
  const result = actionData[kind].safeParse(outcome.data);
  if (result.success) return result.data as ActionData<Kind>;
  throw new KapwaError(
    'adapter.invalid',
    `${kind} did not bring back what it should: ${result.error.issues[0]?.path.join('.') ?? ''} is not right.`,
  );
}
