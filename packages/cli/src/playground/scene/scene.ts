import { z } from 'zod';

/** What somebody can do in a scene. */
export const deeds = [
  'write',
  'join',
  'leave',
  'remove',
  'react',
  'edit',
  'delete',
  'wait',
] as const;

const word = z.string().min(1);

/** The first line: when the scene plays. */
const openingSchema = z.strictObject({
  /** A day and time on the wall clock of the community, such as `2027-03-01T08:00`. */
  starts: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'write a day and time such as "2027-03-01T08:00"'),
});

/** Somebody who plays along; people of community.yaml need a line only to be in more groups. */
const castSchema = z.strictObject({
  person: word,
  name: word.optional(),
  /** Keys of groups they are in from the beginning. */
  groups: z.array(word).default([]),
});

/** One thing somebody does. */
const stepSchema = z.strictObject({
  /** How much later, such as `+1m`, or the next moment such as `fri 17:00`. */
  at: word.optional(),
  who: word.optional(),
  does: z.enum(deeds),
  /** The key of a group; without it the direct chat with the bot. */
  group: word.optional(),
  text: word.optional(),
  /** Names a message, so that a later step can mean it. */
  as: word.optional(),
  /** The name of an earlier message. */
  message: word.optional(),
  emoji: z.string().optional(),
  /** The admin who adds or removes somebody. */
  by: word.optional(),
  /** What the narrator says before it. */
  note: word.optional(),
});

/** Somebody who plays along. */
export type Cast = z.infer<typeof castSchema>;
/** One step, with the line of the file it stands in. */
export type Step = z.infer<typeof stepSchema> & { readonly line: number };

/** A play for people and a bot, as a file tells it. */
export interface Scene {
  /** Wall clock of the community, `2027-03-01T08:00`. */
  readonly starts: string;
  readonly cast: readonly Cast[];
  readonly steps: readonly Step[];
}

/** When a scene plays that does not say so: a Monday morning. */
export const usualStart = '2027-03-01T08:00';

/** The three kinds of lines, by a field only that kind has. */
export const lineKinds = [
  { field: 'starts', schema: openingSchema },
  { field: 'person', schema: castSchema },
  { field: 'does', schema: stepSchema },
] as const;

/** What a deed cannot do without, besides `who`. */
export const neededBy: Readonly<Record<(typeof deeds)[number], readonly (keyof Step)[]>> = {
  write: ['who', 'text'],
  join: ['who', 'group'],
  leave: ['who', 'group'],
  remove: ['who', 'group'],
  react: ['who', 'message', 'emoji'],
  edit: ['who', 'message', 'text'],
  delete: ['who', 'message'],
  wait: ['at'],
};
