import { KapwaError, type KitPeople, type PersonId } from '@kapwa/core';

/** The one person somebody means. Raises `input.not-found` where nobody is, or several are. */
export async function findPerson(people: KitPeople, given: string): Promise<PersonId> {
  const [one, ...others] = await people.find(given);
  if (one === undefined) throw await notFound(people, given);
  if (others.length === 0) return one;
  throw new KapwaError(
    'input.not-found',
    `${given} may be ${[one, ...others].join(' or ')}. Give one of these ids.`,
  );
}

/** A name is no proof of who is meant: it is answered with the people it may be. */
async function notFound(people: KitPeople, given: string): Promise<KapwaError> {
  const called = await people.called(given);
  const says =
    called.length === 0
      ? `Nobody is known by ${given}. Give an address on a messenger, the short name in community.yaml, or the id the bot has for them.`
      : `${given} is a name, and several people may have it. Give an id or an address of the one you mean:\n${(await Promise.all(called.map((id) => lineOf(people, id)))).join('\n')}`;
  return new KapwaError('input.not-found', says);
}

async function lineOf(people: KitPeople, id: PersonId): Promise<string> {
  const known = await people.export(id);
  const accounts = known.flatMap((about) =>
    about.accounts.map((one) => `${one.adapter}:${one.id}`),
  );
  return `  ${[id, ...new Set(accounts)].join('  ')}`;
}
