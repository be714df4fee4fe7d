import type { z } from 'zod';
import type { Collection } from '../../plugins/collection.js';
import { schema } from '../../schema.js';
import type { HouseScope } from '../house-context.js';
import { type Round, roundSchema, withoutPerson } from './round.js';

/** A message that waits for somebody's first word: what it is, never its words. */
const messageSchema = schema((z) =>
  z.object({
    /** The id of the action. */
    id: z.string(),
    /** When it is dropped, ms UTC. */
    expires: z.number(),
    /** Whether admins are told that it waits. */
    tellAdmins: z.boolean(),
  }),
);
/** What waits for one person; kept in their lane until they write. */
const waitingSchema = schema((z) =>
  z.object({
    /** Since when, ms UTC. */
    since: z.number(),
    /** The adapter on which they are to write. */
    adapter: z.string(),
    /** When they were last asked to write, ms UTC. */
    invited: z.number().optional(),
    messages: z.array(messageSchema),
  }),
);
/** What waits for one person. */
export type Waiting = z.infer<typeof waitingSchema>;

/** The same as admins see it. */
const undeliveredSchema = schema((z) =>
  z.object({
    person: z.string(),
    /** Since when something waits, ms UTC. */
    since: z.number(),
    /** How many messages wait. */
    waits: z.number(),
    /** How many of them admins are told of. */
    warnings: z.number(),
    /** How many were dropped because the person did not write, or could not be delivered at all. */
    missed: z.number(),
    /** When the last of those was, ms UTC. */
    missedAt: z.number().optional(),
  }),
);
/** What could not be delivered to one person. */
export type Undelivered = z.infer<typeof undeliveredSchema>;

/** Somebody who is to be asked for their first word. */
export const someoneSchema = schema((z) => z.object({ person: z.string(), adapter: z.string() }));
/** Somebody who is to be asked for their first word. */
export type Someone = z.infer<typeof someoneSchema>;

/** Something admins are told. */
export const newsSchema = schema((z) =>
  z.object({
    person: z.string(),
    what: z.enum(['warning-waits', 'warning-lost', 'dropped']),
    count: z.number(),
  }),
);
/** Something admins are told. */
export type News = z.infer<typeof newsSchema>;

/** What was missed is shown for so long, ms. */
const MISSED_FOR = 30 * 24 * 3_600_000;

/** The one record of somebody, or of a round. */
export const THE_ONE = 'now';

/** Everything that is kept about people who have to write first. */
export interface ReachRecords {
  /** What waits; owned by the person. */
  readonly waiting: Collection<Waiting>;
  /** Whom the next post in a group is for; owned by the group. */
  readonly posts: Collection<Round<Someone>>;
  /** Whom an admin is to be asked for next; owned by the community. */
  readonly asks: Collection<Round<Someone>>;
  /** What admins are told next; owned by the community. */
  readonly news: Collection<Round<News>>;
  /** What has not been delivered, by person; owned by the community. */
  readonly undelivered: Collection<Undelivered>;
}

/** Declares the records. */
export function reachRecords(kit: HouseScope): ReachRecords {
  return {
    waiting: kit.collection('waiting', { lane: 'person', schema: waitingSchema }),
    posts: kit.collection('first-word-posts', {
      lane: 'group',
      schema: roundSchema(someoneSchema),
      forget: withoutPerson,
    }),
    asks: kit.collection('first-word-asks', {
      lane: 'community',
      schema: roundSchema(someoneSchema),
      forget: withoutPerson,
    }),
    news: kit.collection('undelivered-news', {
      lane: 'community',
      schema: roundSchema(newsSchema),
      forget: withoutPerson,
    }),
    undelivered: kit.collection('undelivered', {
      lane: 'community',
      schema: undeliveredSchema,
      keep: { for: MISSED_FOR, since: ({ since, missedAt }) => Math.max(since, missedAt ?? 0) },
      forget: (value, person) => (value.person === person ? undefined : value),
    }),
  };
}
