import { PART_STEP, partSchema } from '../../handle/link-people.js';
import type { Link } from '../../model/link.js';
import type { Collection } from '../../plugins/collection.js';
import type { HouseContext } from '../house-context.js';
import { written } from './link-parts.js';

interface Linked {
  readonly gone: string;
  readonly link: Link;
}

const named = ({ link }: Linked): readonly string[] =>
  link.gone.accounts.map(({ adapter }) => adapter);

/** Which link is meant: the one named, the only one, or that of the account it is asked from. */
function meant(
  all: readonly Linked[],
  messenger: string | undefined,
  here: string,
): Linked | undefined {
  if (messenger !== undefined) {
    const wanted = messenger.trim().toLowerCase();
    return all.find((one) => named(one).includes(wanted));
  }
  const [first, ...others] = all;
  return others.length === 0 ? first : all.find((one) => named(one).includes(here));
}

async function linksOf(context: HouseContext, links: Collection<Link>): Promise<readonly Linked[]> {
  const records = await context.records(links).list();
  return records.map(({ key, value }) => ({ gone: key, link: value }));
}

/** Undoes a link of the person who asks. */
export async function unlink(
  context: HouseContext,
  messenger: string | undefined,
  links: Collection<Link>,
): Promise<void> {
  const { actor, event } = context;
  if (actor === undefined) return;
  const to = { person: actor.person.id };
  const all = await linksOf(context, links);
  if (all.length === 0) {
    context.say(to, 'unlink.nothing', {});
    return;
  }
  const found = meant(all, messenger, event.adapter);
  if (found !== undefined) {
    context.post(to, PART_STEP, { gone: found.gone });
    return;
  }
  const messengers = all.flatMap(named).join(', ');
  const languages = await context.languagesFor(to);
  const text = context.inLanguages(
    languages.map((language) =>
      context.text(language, 'unlink.which', {
        messengers,
        unlink: written(context, language, 'words.unlink'),
      }),
    ),
  );
  context.perform({ kind: 'message.send', to, text }, { reason: 'link' });
}

/** In the lane of the one who stays, while core parts the two: tells both of them. */
export async function tellParted(
  context: HouseContext,
  data: unknown,
  links: Collection<Link>,
): Promise<void> {
  const { gone } = partSchema.parse(data);
  const { actor } = context;
  const link = await context.records(links).get(gone);
  if (actor === undefined || link === undefined) return;
  const { accounts, id } = actor.person;
  const theirs = link.gone.accounts.map(({ adapter }) => adapter);
  const own = accounts.map(({ adapter }) => adapter).filter((one) => !theirs.includes(one));
  context.audit({ what: 'person.unlink', by: id, person: gone, result: 'done' });
  const values = { first: own.join(', '), second: theirs.join(', ') };
  const [first] = own;
  context.say(
    { person: id, ...(first === undefined ? {} : { adapter: first }) },
    'unlink.done',
    values,
  );
  context.say({ person: gone }, 'unlink.done', values);
}
