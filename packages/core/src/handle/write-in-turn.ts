import { KapwaError } from '../errors.js';
import { collections, recordKey } from '../model/keys.js';
import type { Person } from '../model/person.js';
import { withRole } from '../model/person-roles.js';
import type { Collection, Records } from '../plugins/collection.js';
import { afterWriting } from './after-writing.js';
import { laneOwner } from './lane-owner.js';
import type { OpenTurn } from './open-turn.js';
import { stagedRecords } from './staged-records.js';

/** The records of a collection; of the lane's own owner unless another is named. */
export function recordsIn<Value>(
  turn: OpenTurn,
  collection: Collection<Value>,
  owner: string | undefined,
): Records<Value> {
  const own = laneOwner(turn.entry.place, collection.lane);
  const whose = owner ?? own;
  if (whose === undefined) {
    throw new KapwaError(
      'plugin.invalid',
      `${collection.name} belongs to a ${collection.lane}; say whose records are meant, because this event happened in none.`,
    );
  }
  return stagedRecords(collection, {
    prefix: `${recordKey(turn.community, whose)}/`,
    mine: whose === own,
    store: turn.store,
    part: () => turn.part(),
  });
}

/** The person whose lane this is, as core keeps them at this event: a write must not take that back. */
function ownPerson({ entry, scene }: OpenTurn, otherwise: string): Person {
  const { event, place } = entry;
  if (place.person === undefined || scene.actor === undefined) {
    throw new KapwaError('turn.foreign-write', otherwise);
  }
  const { person } = scene.actor;
  const isDirect = event.kind === 'message.received' && event.chat.direct;
  return isDirect ? afterWriting(person, event) : person;
}

function keyOfOwn({ community, entry }: OpenTurn): string {
  return recordKey(community, entry.place.person ?? '');
}

/** Changes the language of the person whose lane this is. */
export function setLanguage(turn: OpenTurn, language: string): void {
  const part = turn.part();
  const person = ownPerson(
    turn,
    `${part.plugin}: a language is chosen by the person in their direct chat.`,
  );
  const value: Person = { ...person, language };
  part.write({ op: 'put', collection: collections.people, key: keyOfOwn(turn), value });
}

/** Gives the person whose lane this is a named role, or takes it away. */
export function setRole(
  turn: OpenTurn,
  role: string,
  has: boolean,
  group: string | undefined,
): void {
  const part = turn.part();
  const person = ownPerson(
    turn,
    `${part.plugin}: a role is given in the lane of the person who gets it. Post a step there.`,
  );
  const key = keyOfOwn(turn);
  const kept = part.staged(collections.people, key, person) as Person;
  const value = withRole(kept, { role, group }, has);
  part.write({ op: 'put', collection: collections.people, key, value });
}
