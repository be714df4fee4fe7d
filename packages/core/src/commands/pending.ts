import type { z } from 'zod';
import { KapwaError } from '../errors.js';
import type { Collection, Records } from '../plugins/collection.js';
import type { AnyContext } from '../plugins/context.js';
import { schema } from '../schema.js';

/** A question stays open this long, ms. */
export const OPEN_FOR = 5 * 60_000;

const pendingSchema = schema((z) =>
  z.object({
    /** The one question this is; another one has another id. */
    id: z.string(),
    plugin: z.string(),
    command: z.string(),
    word: z.string(),
    written: z.string(),
    rest: z.string(),
    /** What was read and asked about: just this is done at a yes, whatever is called so by then. */
    values: z.record(z.string(), z.unknown()),
    /** ms UTC. */
    expires: z.number(),
  }),
);

/** Whom a question was asked, and which one. */
const askedSchema = schema((z) => z.object({ person: z.string(), id: z.string() }));

/** A command that waits for the yes of who used it. */
export type Pending = z.infer<typeof pendingSchema>;

function parse(value: unknown): Pending {
  const result = pendingSchema.safeParse(value);
  if (result.success) return result.data;
  throw new KapwaError('store.damaged', 'core: a question waiting for an answer cannot be read.');
}

const inGroup: Collection<Pending> = { name: 'core.asked-in-group', lane: 'group', parse };
const directly: Collection<Pending> = { name: 'core.asked-directly', lane: 'person', parse };

/** The open questions of the place an event happened in, by the person who was asked. */
export function pendingIn(context: AnyContext): Records<Pending> {
  return context.records(context.group === undefined ? directly : inGroup);
}

/** The question somebody has to answer here; undefined when there is none any more. */
export async function pendingOf(context: AnyContext): Promise<Pending | undefined> {
  const person = context.actor?.person.id;
  if (person === undefined) return undefined;
  const found = await pendingIn(context).get(person);
  return found === undefined || found.expires <= context.now ? undefined : found;
}

/** Forgets a question that was not answered: what the person wrote is not kept longer. */
export async function forgetPending(context: AnyContext, data: unknown): Promise<void> {
  const asked = askedSchema.parse(data);
  const records = pendingIn(context);
  if ((await records.get(asked.person))?.id === asked.id) records.remove(asked.person);
}
