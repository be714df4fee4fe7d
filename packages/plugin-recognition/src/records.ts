import { z } from 'zod';

/** One thank-you. What was said is not kept: it stands in the group, the message tells where. */
export const thanksSchema = z.object({
  giver: z.string(),
  receivers: z.array(z.string()),
  /** ms UTC. */
  at: z.number(),
  /** The platform's id of the message. */
  message: z.string(),
});
/** One thank-you. */
export type ThanksRecord = z.infer<typeof thanksSchema>;

/** How often somebody has done something; counted up from any lane. */
export const countSchema = z.number();

/** Thanks are kept this long, ms: four weeks, so that a missed digest can still be told. */
export const KEPT = 28 * 86_400_000;

/** The key of a thank-you: by time, so that a week can be read in order. */
export function thanksKey({ at, message }: Pick<ThanksRecord, 'at' | 'message'>): string {
  return `${String(at).padStart(15, '0')}-${message}`;
}

/** The day of a moment as a key; counts of a day are by UTC day. */
export function dayKey(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** How often somebody gave thanks counts for a day; then it is of no use to anybody. ms. */
export const GIVEN_KEPT = 2 * 86_400_000;

/** The moment at which the day of a key begins, ms UTC. */
export function dayOfKey(key: string): number {
  return Date.parse(`${key.slice(0, 10)}T00:00:00Z`);
}

/** A thank-you without somebody who is to be forgotten: nothing is left of one that is theirs. */
export function withoutPerson(thanks: ThanksRecord, person: string): ThanksRecord | undefined {
  if (thanks.giver === person) return undefined;
  const receivers = thanks.receivers.filter((receiver) => receiver !== person);
  return receivers.length === 0 ? undefined : { ...thanks, receivers };
}
