import { KapwaError, type KitPeople, type PersonId } from '@kapwa/core';

/** The one person somebody means. Raises `input.not-found` where nobody is, or several are. */
export async function findPerson(people: KitPeople, given: string): Promise<PersonId> {
  const [one, ...others] = await people.find(given);
  if (one === undefined) {
    throw new KapwaError(
      'input.not-found',
      `Nothing is kept of anybody called ${given}. Give an address on a messenger, the short name in community.yaml, or the id the bot has for them.`,
    );
  }
  if (others.length === 0) return one;
  throw new KapwaError(
    'input.not-found',
    `${given} may be ${[one, ...others].join(' or ')}. Give one of these ids.`,
  );
}
