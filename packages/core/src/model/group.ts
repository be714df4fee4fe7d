import type { z } from 'zod';
import { schema } from '../schema.js';
import { localisedSchema } from './localised.js';

/** What a group is for, in the kit's own words. */
export const groupKinds = ['announcement', 'admin', 'general', 'topic', 'support'] as const;
/** What a group is for, in the kit's own words. */
export type GroupKind = (typeof groupKinds)[number];

/** Who may do something in a group: everybody in it, or its admins alone. */
export const whoMay = ['everyone', 'admins'] as const;
/** Who may do something in a group. */
export type WhoMay = (typeof whoMay)[number];

/** A chat on a platform; `id` is the platform's own, opaque to the kit. */
export const chatAddressSchema = schema((z) =>
  z.object({ adapter: z.string().min(1), id: z.string().min(1) }),
);
/** A chat on a platform. */
export type ChatAddress = z.infer<typeof chatAddressSchema>;

/** One linked chat of a community, with members and admins of its own. */
export const groupSchema = schema((z) =>
  z.object({
    /** Short name, unique in its community, as `community.yaml` gives it. */
    key: z.string().min(1),
    name: z.string().min(1),
    /** What it is called in several languages, by BCP 47 tag; `name` is the leading one. */
    names: z.record(z.string(), z.string().min(1)).optional(),
    kind: z.enum(groupKinds),
    purpose: localisedSchema.optional(),
    /** Free words by which people find a group, such as `area:north` or `skill:midwife`. */
    tags: z.array(z.string()).default([]),
    /** BCP 47, the first one leading; a post speaks at most these two. */
    languages: z.array(z.string()).min(1).max(2),
    /** Whether members may find it in the directory of groups. */
    listed: z.boolean().default(true),
    /** Who may write there. */
    posting: z.enum(whoMay).default('everyone'),
    /** Whether the platform has closed it: nobody can write there until it opens it again. */
    suspended: z.boolean().optional(),
    /** The chat on a platform, once there is one. */
    chat: chatAddressSchema.optional(),
    /** ISO 3166-1 alpha-2: whose number formats apply here; the community's when absent. */
    country: z.string().length(2).optional(),
    /** IANA name; the community's when absent. */
    timeZone: z.string().optional(),
    /** Switches by plugin: one set to `false` does nothing about what happens here. */
    plugins: z.record(z.string(), z.boolean()).optional(),
    /** True for a chat that no blueprint names: kept, and shown to admins, never dropped. */
    adopted: z.boolean().default(false),
  }),
);
/** One linked chat of a community, with members and admins of its own. */
export type Group = z.infer<typeof groupSchema>;
