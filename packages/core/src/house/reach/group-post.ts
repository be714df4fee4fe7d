import type { Outcome } from '../../actions/outcome.js';
import { afterQuietHours } from '../../schedules/quiet-hours.js';
import { schema } from '../../schema.js';
import type { HouseContext } from '../house-context.js';
import { type ReachRecords, type Someone, someoneSchema, THE_ONE } from './records.js';
import { joinRound, toldRound } from './round.js';
import { startWord } from './start-word.js';

const peopleSchema = schema((z) => z.object({ people: z.array(someoneSchema) }));

/** Those of them for whom something still waits. */
export async function stillWaiting(
  context: HouseContext,
  people: readonly Someone[],
  { waiting }: ReachRecords,
): Promise<readonly Someone[]> {
  const found = new Map<string, Someone>();
  for (const one of people) {
    const record = await context.records(waiting, one.person).get(THE_ONE);
    if (record !== undefined) found.set(one.person, one);
  }
  return [...found.values()];
}

/** Somebody in the group has to write first: the next post is for them, too. */
export async function joinPost(
  context: HouseContext,
  data: unknown,
  { posts }: ReachRecords,
): Promise<void> {
  const { group, community, now } = context;
  if (group === undefined) return;
  const records = context.records(posts);
  const { round, due } = joinRound(await records.get(THE_ONE), someoneSchema.parse(data), now);
  records.set(THE_ONE, round);
  if (due === undefined) return;
  const at = afterQuietHours(due, community, group.timeZone);
  context.post({ group: group.key }, 'reach-post-now', {}, at <= now ? {} : { at });
}

/**
 * Asks, in one post, for the first word of everybody in the group who has to write: no names, and
 * not why. Nothing is posted where all of them have written meanwhile.
 */
export async function postNow(context: HouseContext, records: ReachRecords): Promise<void> {
  const { group, now } = context;
  if (group === undefined) return;
  const own = context.records(records.posts);
  const round = await own.get(THE_ONE);
  if (round === undefined) return;
  const people = await stillWaiting(context, round.items, records);
  const [first] = people;
  if (first === undefined) {
    // Nothing was posted, so nothing has to be waited for.
    own.set(THE_ONE, { ...round, planned: false, items: [] });
    return;
  }
  own.set(THE_ONE, toldRound(now));
  const to = { group: group.key };
  const link = await context.startLink(first.adapter);
  const texts = (await context.languagesFor(to)).map((language) => {
    const start = startWord(context, language);
    return link === undefined
      ? context.text(language, 'reach.invite-here', { start })
      : context.text(language, 'reach.invite', { start, link });
  });
  const onSettled = { step: 'reach-posted', data: { people } };
  context.perform(
    { kind: 'message.send', to, text: context.inLanguages(texts) },
    { priority: 'notice', reason: 'first-word', onSettled },
  );
}

/** The post did not come about: an admin is asked. */
export function posted(context: HouseContext, outcome: Outcome, data: unknown): void {
  if (outcome.kind !== 'refused' && outcome.kind !== 'expired') return;
  for (const one of peopleSchema.parse(data).people) context.post('community', 'reach-ask', one);
}
