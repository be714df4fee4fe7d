import type { z } from 'zod';
import { schema } from '../schema.js';

/** What somebody has been asked to do by hand; kept in their lane until it is over. */
export const openRequestSchema = schema((z) =>
  z.object({
    /** The id of the action. */
    id: z.string(),
    /** What it is called between the bot and this person, from 1. */
    number: z.number(),
    /** ms UTC. */
    at: z.number(),
    /** In which group, by name. */
    group: z.string(),
  }),
);
/** What somebody has been asked to do by hand. */
export type OpenRequest = z.infer<typeof openRequestSchema>;

/** The smallest number that nothing open has. */
export function freeNumber(open: readonly OpenRequest[]): number {
  const taken = new Set(open.map(({ number }) => number));
  let number = 1;
  while (taken.has(number)) number += 1;
  return number;
}

/** The request somebody means: the one of the number they wrote, or the only one there is. */
export function requestMeant(
  open: readonly OpenRequest[],
  number: number | undefined,
): OpenRequest | undefined {
  if (number !== undefined) return open.find((one) => one.number === number);
  return open.length === 1 ? open[0] : undefined;
}
