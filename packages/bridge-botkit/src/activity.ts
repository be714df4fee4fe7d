import { z } from 'zod';

/** Ids come as words or as numbers; anything else is none. */
const id = z
  .union([z.string().min(1), z.number().transform(String)])
  .optional()
  .catch(undefined);

const word = z.string().optional().catch(undefined);

const account = z.looseObject({ id, name: word, role: word }).optional().catch(undefined);

const record = z.record(z.string(), z.unknown());

function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((list) =>
      list.flatMap((one) => {
        const read = item.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );
}

const entity = z.object({ type: z.literal('mention'), mentioned: z.object({ id, name: word }) });

/** What an adapter reports, read leniently: one odd field spoils nothing else. */
export const activitySchema = z.object({
  type: word,
  id,
  timestamp: z.union([z.date(), z.string()]).optional().catch(undefined),
  channelId: word,
  serviceUrl: word,
  from: account,
  recipient: account,
  conversation: record.optional().catch(undefined),
  text: z
    .string()
    .nullish()
    .transform((text) => text ?? '')
    .catch(''),
  replyToId: id,
  entities: listOf(entity),
  membersAdded: listOf(z.object({ id, name: word })),
  membersRemoved: listOf(z.object({ id, name: word })),
  /** What the platform itself sent; each adapter puts in something else. */
  channelData: record.catch({}),
});

/** Something that happened, as the Bot Framework words it. */
export type Activity = z.output<typeof activitySchema>;

/** A value deep inside of what a platform sent, if it is words. */
export function wordAt(value: unknown, ...path: readonly string[]): string | undefined {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[key];
  }
  return typeof here === 'string' && here !== '' ? here : undefined;
}
