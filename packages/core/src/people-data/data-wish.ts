import type { z } from 'zod';
import type { Collection } from '../plugins/collection.js';
import type { AnyContext } from '../plugins/context.js';
import { schema } from '../schema.js';

/** The short name of the collection of wishes. */
export const WISHES = 'data-wishes';

/** Its full name. */
export const WISH_COLLECTION = `core.${WISHES}`;

/** The step of the house plugin that tells somebody what is kept of them. */
export const EXPORT_STEP = 'data-export';

/** What somebody wishes to happen with what is kept of them; one record each, in their lane. */
export const wishSchema = schema((z) =>
  z.object({
    what: z.enum(['export', 'erase']),
    /** ms UTC. */
    at: z.number(),
    /** Where they asked: by it they get the answer. */
    adapter: z.string(),
  }),
);
/** What somebody wishes to happen with what is kept of them. */
export type DataWish = z.infer<typeof wishSchema>;

const wishes: Collection<DataWish> = {
  name: WISH_COLLECTION,
  lane: 'person',
  parse: (value) => wishSchema.parse(value),
};

/** What the person of a direct chat wished to see and has not been told yet. */
export async function untoldWish(context: AnyContext): Promise<DataWish | undefined> {
  return context.group === undefined ? context.records(wishes).get('export') : undefined;
}
