import { noteOf } from '../audit/audit-draft.js';
import { pseudonymOf } from '../audit/pseudonyms.js';
import { collections, type IdMaker } from '../model/keys.js';
import type { PersonId } from '../model/person.js';
import type { AuditNote, Store } from '../store/store.js';
import { erasuresOf } from './erasure-of.js';
import type { KeptCollections } from './kept-collections.js';
import { type PersonData, readPersonData, type Searches } from './read-person-data.js';

/** What erasing somebody needs. */
export interface EraseParts {
  readonly store: Store;
  readonly kept: KeptCollections;
  readonly ids: IdMaker;
  readonly searches: Searches;
  now(): number;
}

/** Who wanted it: they themselves, or whoever runs the bot. */
export type Eraser = 'themselves' | 'operator';

/** The entry that stays in the audit: under a pseudonym whose secret goes with everything else. */
async function notesFor(
  data: PersonData,
  by: Eraser,
  { store, now }: EraseParts,
): Promise<readonly AuditNote[]> {
  const here = data.people.filter(({ person }) => person.mergedInto === undefined);
  const notes: AuditNote[] = [];
  for (const { community, person } of here) {
    const pseudonym = (id: string): Promise<string> => pseudonymOf(store, community, id);
    const source = { community, plugin: 'core', at: now() };
    const who = by === 'themselves' ? person.id : by;
    const draft = { what: 'person.erase', by: who, person: person.id, reason: 'asked' };
    notes.push(await noteOf({ ...draft, result: 'done' }, source, pseudonym));
  }
  return notes;
}

/**
 * Removes everything that is kept of somebody, from every file. Answers what it was, so that
 * whoever holds some of it in memory can let go of it, too. Nothing may be handled meanwhile.
 */
export async function erasePerson(
  person: PersonId,
  by: Eraser,
  parts: EraseParts,
): Promise<PersonData> {
  const { store, kept, ids, searches, now } = parts;
  const data = await readPersonData(store, person, searches);
  if (data.people.length === 0) return data;
  const audit = await notesFor(data, by, parts);
  const nothing = { expect: [], writes: [], outgoing: [], post: [], dead: [] };
  await store.commit({ ...nothing, audit });
  for (const { space, values } of data.replaced) await store.session(space).set(values);
  const blueprints = await store.list(collections.blueprints, '');
  const token = (id: PersonId): string => ids('erasure', id);
  for (const erasure of erasuresOf(data, { kept, blueprints, token, at: now() })) {
    await store.erase(erasure);
  }
  await store.purge(now());
  return data;
}
