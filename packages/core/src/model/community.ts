import type { z } from 'zod';
import { schema } from '../schema.js';
import { localisedSchema } from './localised.js';
import { roleSchema } from './role.js';
import { templateSchema } from './template.js';
import { timeOfDay } from './time-of-day.js';

/** A time of day as `HH:MM`, 24 hours. */
const timeOfDaySchema = schema((z) =>
  z.string().regex(timeOfDay, 'write a time of day as HH:MM, such as "21:00"'),
);

/** When the bot posts nothing that can wait; may run over midnight. */
const quietHoursSchema = schema((z) => z.object({ from: timeOfDaySchema, to: timeOfDaySchema }));
/** When the bot posts nothing that can wait; may run over midnight. */
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** One rule of the code of conduct, in as many languages as the community has written it. */
const ruleSchema = schema((z) =>
  z.object({
    key: z.string().min(1),
    /** By BCP 47 tag; the community's first language must be there. */
    text: z.record(z.string(), z.string().min(1)),
  }),
);
/** One rule of the code of conduct. */
export type Rule = z.infer<typeof ruleSchema>;

/** The umbrella over linked groups: purpose, languages, hours, rules, roles and plugin options. */
export const communitySchema = schema((z) =>
  z.object({
    key: z.string().min(1),
    name: z.string().min(1),
    /** What the community is for, in one language or in several. */
    purpose: localisedSchema,
    /** BCP 47, the first one leading. */
    languages: z.array(z.string()).min(1),
    /** IANA name, such as `Asia/Manila`. */
    timeZone: z.string(),
    /** ISO 3166-1 alpha-2: whose phone number formats people write. */
    countries: z.array(z.string().length(2)).default([]),
    quietHours: quietHoursSchema.optional(),
    rules: z.array(ruleSchema).default([]),
    roles: z.array(roleSchema).default([]),
    /** Words that platforms have approved: what may be said where nobody wrote for a while. */
    templates: z.array(templateSchema).optional(),
    /** Plugins and groups, by name, whose actions are only rehearsed: nothing reaches a platform. */
    dryRun: z.array(z.string().min(1)).optional(),
    /** How long kinds of record are kept, ms, where that is shorter than usual. */
    retention: z.record(z.string(), z.number()).optional(),
    /** Options by plugin name, as written; each plugin's own schema reads its part. A plugin set to `false` is off. */
    plugins: z.record(z.string(), z.unknown()).default({}),
  }),
);
/** The umbrella over linked groups. */
export type Community = z.infer<typeof communitySchema>;
