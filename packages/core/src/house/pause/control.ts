import type { z } from 'zod';
import { schema } from '../../schema.js';

/** What an admin may ask of a bot that is paused. */
export const controls = ['pause', 'resume', 'status', 'help'] as const;
/** What an admin may ask of a bot that is paused. */
export type Control = (typeof controls)[number];

/** The step of the house plugin that does it. */
export const CONTROL_STEP = 'control';

/** How things stand at the moment somebody asks. */
const countsSchema = schema((z) =>
  z.object({
    /** Events that wait because of a pause. */
    events: z.number(),
    /** Actions that have not gone out yet. */
    actions: z.number(),
    /** Those of them that were tried in vain. */
    failing: z.number(),
    /** Those of them that a resume would not send any more. */
    tooOld: z.number(),
    /** Messages, besides these, for people who have to write first. */
    unreached: z.number().default(0),
    /** Parts of events that were given up. */
    dead: z.number(),
  }),
);
/** How things stand at the moment somebody asks. */
export type Counts = z.infer<typeof countsSchema>;

/** A wish that overtakes everything else of its community. */
export const controlSchema = schema((z) =>
  z.object({
    what: z.enum(controls),
    /** Who asks; absent for whoever runs the bot. */
    person: z.string().optional(),
    /** The group it was asked in, and the message. */
    group: z.string().optional(),
    message: z.string().optional(),
    counts: countsSchema,
  }),
);
/** A wish that overtakes everything else of its community. */
export type ControlWish = z.infer<typeof controlSchema>;
