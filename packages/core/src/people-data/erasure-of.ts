import type { Blueprint } from '../blueprint/blueprint.js';
import { collections, recordKey } from '../model/keys.js';
import type { PersonId } from '../model/person.js';
import type { Erasure, Stored, Write } from '../store/store.js';
import type { KeptCollections } from './kept-collections.js';
import { type FoundRecord, membershipKey, type PersonData } from './read-person-data.js';
import { scrub } from './scrub.js';
import type { Traces } from './traces-of.js';

function remove(collection: string, key: string): Write {
  return { op: 'delete', collection, key };
}

/** What stays of a record that is not theirs: as its plugin says, then without all that is left. */
function without(record: FoundRecord, traces: Traces, kept: KeptCollections): Write {
  const { collection, key } = record;
  if (record.own) return remove(collection, key);
  const forget = kept.get(collection)?.forget;
  let value = record.value;
  for (const id of forget === undefined ? [] : traces.ids) {
    value = forget?.(value, id);
    if (value === undefined) return remove(collection, key);
  }
  const rest = scrub(value, traces);
  return { op: 'put', collection, key, value: rest === undefined ? value : rest.value };
}

/** A blueprint without the people who have one of these keys: as it is kept, not as it is written. */
function withoutPeople(blueprint: Blueprint, keys: ReadonlySet<string>): Blueprint {
  return {
    ...blueprint,
    people: blueprint.people.filter(({ key }) => !keys.has(key)),
    groups: blueprint.groups.map((group) => ({
      ...group,
      admins: group.admins.filter((key) => !keys.has(key)),
      ...(group.roles === undefined
        ? {}
        : {
            roles: Object.fromEntries(
              Object.entries(group.roles).filter(([key]) => !keys.has(key)),
            ),
          }),
    })),
  };
}

function blueprintWrites(blueprints: readonly Stored[], { accounts }: Traces): readonly Write[] {
  return blueprints.flatMap(({ key, value }): Write[] => {
    const blueprint = value as Blueprint;
    const theirs = blueprint.people.filter((person) =>
      person.accounts.some(({ id }) => accounts.has(id)),
    );
    if (theirs.length === 0) return [];
    const rest = withoutPeople(blueprint, new Set(theirs.map((person) => person.key)));
    return [{ op: 'put', collection: collections.blueprints, key, value: rest }];
  });
}

/** What is needed to say what has to go. */
export interface ErasureParts {
  readonly kept: KeptCollections;
  /** The blueprints as they are kept: somebody may be named in them. */
  readonly blueprints: readonly Stored[];
  /** What stands for somebody in the list of erasures. */
  token(person: PersonId): string;
  /** ms UTC. */
  readonly at: number;
}

/**
 * Everything that has to go of somebody. One erasure for each id they have had; the first carries
 * it all. Pure.
 */
export function erasuresOf(
  data: PersonData,
  { kept, blueprints, token, at }: ErasureParts,
): readonly Erasure[] {
  const { traces, people, memberships, records } = data;
  const writes: Write[] = [
    ...people.flatMap(({ community, person }) => [
      remove(collections.people, recordKey(community, person.id)),
      // Made by the very entry that tells of the erasure, where they had none before.
      remove(collections.pseudonyms, recordKey(community, person.id)),
    ]),
    ...memberships.map((one) => remove(collections.memberships, membershipKey(one))),
    ...records.map((record) => without(record, traces, kept)),
    ...blueprintWrites(blueprints, traces),
  ];
  const all = {
    writes,
    inbox: data.inbox.map(({ id }) => id),
    outbox: data.outbox.map(({ id }) => id),
    dead: data.dead.map(({ id }) => id),
    sessions: data.sessions,
  };
  const nothing = { writes: [], inbox: [], outbox: [], dead: [], sessions: [] };
  return [...traces.ids].map((author, index) => ({
    ...{ id: token(author), at, author },
    ...(index === 0 ? all : nothing),
  }));
}
