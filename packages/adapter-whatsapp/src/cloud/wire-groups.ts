import { z } from 'zod';
import { limits } from './limits.js';

const id = z.string().min(1).max(limits.id);
/** Meta's samples write these as numbers, too. */
const idOrNumber = z.union([id, z.number().int().nonnegative()]).transform(String);

/** The answer to a new group: only that it was asked for; a webhook tells the rest. */
export const createdSchema = z.object({ request_id: idOrNumber });

/** What the Graph API says of a group. */
export const groupInfoSchema = z.object({
  subject: z.string().optional(),
  description: z.string().optional(),
  join_approval_mode: z.string().optional(),
  suspended: z.boolean().optional().catch(undefined),
  participants: z
    .array(z.object({ wa_id: idOrNumber }))
    .optional()
    .catch(undefined),
});

/** The invite link of a group. */
export const inviteSchema = z.object({ invite_link: z.string().min(1).max(2048) });

/** Who has asked to be let in. */
export const joinRequestsSchema = z.object({
  data: z.array(
    z.object({
      join_request_id: idOrNumber,
      wa_id: idOrNumber.optional(),
      user_id: id.optional(),
    }),
  ),
});

/** What became of a group that was asked for. */
export type MadeGroup = { readonly request: string } & (
  | { readonly group: string }
  /** Meta's error code. */
  | { readonly refused: number }
);

const madeSchema = z.object({
  type: z.literal('group_create'),
  request_id: idOrNumber,
  group_id: id.optional(),
  errors: z
    .array(z.object({ code: z.number() }))
    .optional()
    .catch(undefined),
});

/** Reads from a report about a group what became of one that was asked for. */
export function readMade(item: unknown): MadeGroup | undefined {
  const made = madeSchema.safeParse(item).data;
  if (made === undefined) return undefined;
  const { request_id: request, group_id: group, errors = [] } = made;
  const [error] = errors;
  if (error !== undefined) return { request, refused: error.code };
  return group === undefined ? undefined : { request, group };
}
