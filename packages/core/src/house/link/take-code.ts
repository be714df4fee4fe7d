import { schema } from '../../schema.js';
import type { HouseContext } from '../house-context.js';
import { keptCode, readCode } from './link-code.js';
import { type LinkRecords, written } from './link-parts.js';

/** So many wrong codes an hour, so that nobody finds one by trying. */
const MOST_TRIES = 5;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The key of the one record somebody has. */
const KEY = 'tries';

/** What the lane of the community is asked: whose code this is. */
const claimSchema = schema((z) => z.object({ person: z.string(), code: z.string() }));

/** What it answers where the code is not good. */
const refusalSchema = schema((z) => z.object({ why: z.enum(['link.wrong', 'link.own']) }));

/** Takes a code somebody sent; whose it is the lane of the community knows. */
export async function takeCode(
  context: HouseContext,
  given: string,
  { tries }: LinkRecords,
): Promise<void> {
  const { actor, now } = context;
  if (actor === undefined) return;
  const to = { person: actor.person.id };
  const records = context.records(tries);
  const recent = ((await records.get(KEY)) ?? []).filter((at) => at > now - HOUR);
  const [oldest = now] = recent;
  if (recent.length >= MOST_TRIES) {
    const count = Math.max(1, Math.ceil((oldest + HOUR - now) / MINUTE));
    context.audit({ what: 'person.link', by: actor.person.id, reason: 'tries', result: 'refused' });
    context.say(to, 'link.wait', { count });
    return;
  }
  records.set(KEY, [...recent, now]);
  const code = readCode(given);
  if (code === undefined) return refuse(context, { why: 'link.wrong' });
  context.post('community', 'link-claim', { person: actor.person.id, code: keptCode(code) });
}

/** In the lane of the community: whose code it is; it is good for one use. */
export async function claimOffer(
  context: HouseContext,
  data: unknown,
  { offers }: LinkRecords,
): Promise<void> {
  const { person, code } = claimSchema.parse(data);
  const kept = context.records(offers);
  const found = (await kept.list()).find(({ value }) => value.code === code);
  const to = { person };
  if (found === undefined || found.value.expires <= context.now) {
    context.post(to, 'link-refused', { why: 'link.wrong' });
    return;
  }
  // Whoever is a person already with the one who asked: it stays for the other account.
  const whose = await context.person(found.key);
  if (whose?.id === (await context.person(person))?.id) {
    context.post(to, 'link-refused', { why: 'link.own' });
    return;
  }
  kept.remove(found.key);
  context.post(to, 'link-found', { with: found.key, adapter: found.value.adapter });
}

/** In the lane of whoever sent the code: it was wrong, too old, or their own. */
export async function refuse(context: HouseContext, data: unknown): Promise<void> {
  const { why } = refusalSchema.parse(data);
  const { actor } = context;
  if (actor === undefined) return;
  const to = { person: actor.person.id };
  context.audit({ what: 'person.link', by: to.person, reason: 'wrong-code', result: 'refused' });
  const languages = await context.languagesFor(to);
  const text = context.inLanguages(
    languages.map((language) =>
      context.text(language, why, { link: written(context, language, 'words.link') }),
    ),
  );
  context.perform({ kind: 'message.send', to, text }, { reason: 'link' });
}

/** The code was right, so the tries before it do not count any more. */
export function forgetTries(context: HouseContext, { tries }: LinkRecords): void {
  context.records(tries).remove(KEY);
}
