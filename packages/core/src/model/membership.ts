import type { z } from 'zod';
import { schema } from '../schema.js';

/** The role a platform itself gives a member of a chat. */
export const platformRoles = ['member', 'admin', 'owner'] as const;
/** The role a platform itself gives a member of a chat. */
export type PlatformRole = (typeof platformRoles)[number];

/** A person in a group. Owned by the group's lane. */
export const membershipSchema = schema((z) =>
  z.object({
    person: z.string().min(1),
    role: z.enum(platformRoles),
    /** When they were first seen in the group, ms UTC. */
    since: z.number(),
    /** Whether they may read there, and not write. */
    muted: z.boolean().optional(),
  }),
);
/** A person in a group. */
export type Membership = z.infer<typeof membershipSchema>;
