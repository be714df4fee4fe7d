import type { z } from 'zod';
import { schema } from '../schema.js';

/** The opaque id of one human in the kit. Never a phone number, never shown to members. */
export type PersonId = string;

/** One address of a person on one platform. `id` is opaque: a LID, a business-scoped id, a number. */
export const accountSchema = schema((z) =>
  z.object({
    adapter: z.string().min(1),
    id: z.string().min(1),
    /** Other ids the platform uses for the same account, such as a WhatsApp phone number beside a LID. */
    aliases: z.array(z.string().min(1)).optional(),
    /** Whether the blueprint names it: then it goes when the blueprint no longer does. */
    named: z.boolean().optional(),
  }),
);
/** One address of a person on one platform. */
export type Account = z.infer<typeof accountSchema>;

/** An id that was somebody's until their platform gave them another. It leads to them no more. */
const formerAccountSchema = schema((z) =>
  z.object({
    adapter: z.string().min(1),
    id: z.string().min(1),
    /** The id they have instead; absent where the platform gave theirs to somebody else. */
    to: z.string().min(1).optional(),
  }),
);
/** An id that was somebody's until their platform gave them another. */
export type FormerAccount = z.infer<typeof formerAccountSchema>;

/** One human, as one community knows them. */
export const personSchema = schema((z) =>
  z.object({
    id: z.string().min(1),
    /** What they call themselves; shown in mentions, never used to authorise. */
    name: z.string(),
    accounts: z.array(accountSchema),
    /** Ids they had before: nothing goes there, and whoever has one now is somebody else. */
    former: z.array(formerAccountSchema).optional(),
    /** BCP 47; set only by the person's own choice or by the operator, never by detection. */
    language: z.string().optional(),
    /** Named kit roles that hold in the whole community. */
    roles: z.array(z.string()).default([]),
    /** Named kit roles that hold in one group, by the group's key. */
    groupRoles: z.record(z.string(), z.array(z.string())).optional(),
    /** Roles in the whole community that were given or taken by command: this outlasts the blueprint. */
    roleChanges: z.record(z.string(), z.enum(['given', 'taken'])).optional(),
    /** Whether they have ever written to the bot directly: many platforms forbid writing first. */
    hasWritten: z.boolean().default(false),
    /** About when they last wrote to the bot directly, ms UTC: never later than they did. */
    wroteAt: z.number().optional(),
    /** The same by adapter, where several lead to one network: each has a chat of its own. */
    wroteBy: z.record(z.string(), z.number()).optional(),
    /** When the kit first met them, ms UTC. */
    since: z.number().optional(),
    /** The short name the blueprint has for them. */
    key: z.string().optional(),
    /** They turned out to be the person of this id; nothing else of this record counts. */
    mergedInto: z.string().optional(),
  }),
);
/** One human, as one community knows them. */
export type Person = z.infer<typeof personSchema>;
