import { schema } from '../../schema.js';
import type { HouseContext } from '../house-context.js';
import { CODE_TIME, codeFrom, keptCode } from './link-code.js';
import { type LinkRecords, offerSchema, written } from './link-parts.js';

const MINUTE = 60_000;

/** What the lane of the community is told of a new code. */
const newOfferSchema = schema((z) => z.object({ person: z.string(), offer: offerSchema }));

/** Gives somebody a code, to be sent from another account of theirs. */
export async function giveCode(context: HouseContext): Promise<void> {
  const { actor, event, now } = context;
  if (actor === undefined) return;
  const code = codeFrom(context.secret());
  const offer = { code: keptCode(code), adapter: event.adapter, expires: now + CODE_TIME };
  context.post('community', 'link-offer', { person: actor.person.id, offer });
  const to = { person: actor.person.id };
  const languages = await context.languagesFor(to);
  const text = context.inLanguages(
    languages.map((language) =>
      context.text(language, 'link.code', {
        command: `${written(context, language, 'words.link')} ${code}`,
        count: CODE_TIME / MINUTE,
      }),
    ),
  );
  context.perform({ kind: 'message.send', to, text }, { reason: 'link' });
}

/** In the lane of the community: keeps the code, in place of an older one of theirs. */
export async function keepOffer(
  context: HouseContext,
  data: unknown,
  { offers }: LinkRecords,
): Promise<void> {
  const { person, offer } = newOfferSchema.parse(data);
  const kept = context.records(offers);
  for (const { key, value } of await kept.list()) {
    if (value.expires <= context.now) kept.remove(key);
  }
  kept.set(person, offer);
}
