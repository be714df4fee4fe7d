import { z } from 'zod';

/** The opaque id of one human in the kit. Never a phone number, never shown to members. */
export type PersonId = string;

/** One address of a person on one platform. `id` is opaque: a LID, a business-scoped id, a number. */
export const accountSchema = z.object({
  adapter: z.string().min(1),
  id: z.string().min(1),
  /** Other ids the platform uses for the same account, such as a WhatsApp phone number beside a LID. */
  aliases: z.array(z.string().min(1)).optional(),
});
/** One address of a person on one platform. */
export type Account = z.infer<typeof accountSchema>;

/** One human, as one community knows them. */
export const personSchema = z.object({
  id: z.string().min(1),
  /** What they call themselves; shown in mentions, never used to authorise. */
  name: z.string(),
  accounts: z.array(accountSchema),
  /** BCP 47; set only by the person's own choice or by the operator, never by detection. */
  language: z.string().optional(),
  /** Named kit roles that hold in the whole community. */
  roles: z.array(z.string()).default([]),
  /** Whether they have ever written to the bot directly: many platforms forbid writing first. */
  hasWritten: z.boolean().default(false),
});
/** One human, as one community knows them. */
export type Person = z.infer<typeof personSchema>;
