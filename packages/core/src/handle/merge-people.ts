import { findPerson } from '../accept/find-person.js';
import type { AccountsRevealed, PersonMerged, PersonMerging } from '../events/event.js';
import {
  type AccountRecord,
  collections,
  groupLane,
  personLane,
  recordKey,
} from '../model/keys.js';
import type { Link } from '../model/link.js';
import type { Membership } from '../model/membership.js';
import { higherRole, mergerOf, united, withOneAccount } from '../model/one-person.js';
import type { Person, PersonId } from '../model/person.js';
import type { InboxEntry, Place, Store, Write } from '../store/store.js';
import type { Change } from './change.js';
import { readdress } from './readdress.js';

/** What finding out who is who needs. */
export interface MergeParts {
  readonly store: Pick<Store, 'get' | 'list'>;
  /** Collections whose records belong to a person. */
  readonly personRecords: Iterable<string>;
}

type Reader = MergeParts['store'];

/** The entry of an event that one lane has for another. */
function entryFor(lane: string, place: Place, event: InboxEntry['event']): InboxEntry {
  return { id: event.id, lane, place, event, attempt: 0 };
}

/** Leaves it to the lane of a person to hand everything over to the one they turned out to be. */
export function mergingEntry(entry: InboxEntry, from: PersonId, into: PersonId): InboxEntry {
  const { community } = entry.place;
  const { adapter, at } = entry.event;
  const id = `${entry.id}>merging>${from}`;
  const event: PersonMerging = { kind: 'person.merging', id, at, adapter, community, into };
  return entryFor(personLane(from), { community, person: from }, event);
}

/** Leaves it to the lane of a person to find out what it means that these ids are one account. */
export function revealEntry(
  entry: InboxEntry,
  person: PersonId,
  accounts: readonly string[],
): InboxEntry {
  const { community } = entry.place;
  const { adapter, at } = entry.event;
  const id = `${entry.id}>revealed>${person}`;
  const event: AccountsRevealed = {
    kind: 'accounts.revealed',
    ...{ id, at, adapter, community, accounts },
  };
  return entryFor(personLane(person), { community, person }, event);
}

/**
 * In the lane of a person: these ids are one account, theirs. An id nobody had is theirs from now
 * on; where somebody else had one, the two are one person.
 */
export async function followReveal(
  event: AccountsRevealed,
  entry: InboxEntry,
  person: Person,
  store: Reader,
): Promise<Change> {
  const { community } = entry.place;
  const { adapter, accounts } = event;
  const account: AccountRecord = { person: person.id, community };
  const writes: Write[] = [];
  const post = new Map<string, InboxEntry>();
  for (const id of accounts) {
    const key = recordKey(adapter, id);
    const known = (await store.get(collections.accounts, key))?.value as AccountRecord | undefined;
    if (known === undefined) {
      writes.push({ op: 'putIfAbsent', collection: collections.accounts, key, value: account });
    }
    if (known === undefined || known.person === person.id) continue;
    const other = await findPerson(store, community, known.person);
    const merger = other === undefined ? undefined : mergerOf(person, other);
    if (merger === undefined) continue;
    post.set(merger.from, mergingEntry(entry, merger.from, merger.into));
  }
  const value: Person = { ...person, accounts: withOneAccount(person.accounts, adapter, accounts) };
  writes.push({
    op: 'put',
    collection: collections.people,
    key: recordKey(community, person.id),
    value,
  });
  return { writes, post: [...post.values()] };
}

/** What plugins keep of a person, taken out of where it is. */
async function takenRecords(
  community: string,
  person: PersonId,
  parts: MergeParts,
): Promise<{ writes: Write[]; records: PersonMerged['records'] }> {
  const prefix = `${recordKey(community, person)}/`;
  const writes: Write[] = [];
  const records: PersonMerged['records'][number][] = [];
  for (const collection of parts.personRecords) {
    for (const { key, value } of await parts.store.list(collection, prefix)) {
      writes.push({ op: 'delete', collection, key });
      records.push({ collection, key: key.slice(prefix.length), value });
    }
  }
  return { writes, records };
}

/** The groups somebody is in, by key. */
export async function groupsWith(
  community: string,
  person: PersonId,
  store: Reader,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { value } of await store.list(collections.groups, `${recordKey(community)}/`)) {
    const { key } = value as { readonly key: string };
    const member = await store.get(collections.memberships, recordKey(community, key, person));
    if (member !== undefined) found.push(key);
  }
  return found;
}

function pointer(from: PersonId, into: PersonId): Person {
  return { id: from, name: '', accounts: [], roles: [], hasWritten: false, mergedInto: into };
}

/** What the person of the lane has in one community goes to the lanes of the one who stays. */
async function handOver(
  community: string,
  from: Person,
  { into, linked }: Pick<PersonMerging, 'into' | 'linked'>,
  entry: InboxEntry,
  parts: MergeParts,
): Promise<Change> {
  const { writes, records } = await takenRecords(community, from.id, parts);
  const { adapter, at } = entry.event;
  const told = (lane: string, place: Place): InboxEntry => {
    const id = `${entry.id}>merged>${lane}`;
    const about = { id, at, adapter, community, gone: from.id, into, person: from };
    const isTheirs = place.person !== undefined;
    const event: PersonMerged = {
      kind: 'person.merged',
      ...about,
      records: isTheirs ? records : [],
      ...(linked === undefined ? {} : { linked }),
    };
    return entryFor(lane, place, event);
  };
  const groups = await groupsWith(community, from.id, parts.store);
  return {
    writes: [
      ...writes,
      ...(await readdress(from.accounts, from.id, into, parts.store)),
      {
        op: 'put',
        collection: collections.people,
        key: recordKey(community, from.id),
        value: pointer(from.id, into),
      },
    ],
    post: [
      told(personLane(into), { community, person: into }),
      ...groups.map((group) => told(groupLane(community, group), { community, group })),
    ],
  };
}

/** In the lane of the one who goes: everything of theirs is handed over, in every community. */
export async function followMerging(
  event: PersonMerging,
  entry: InboxEntry,
  parts: MergeParts,
): Promise<Change> {
  const writes: Write[] = [];
  const post: InboxEntry[] = [];
  const { person: from } = entry.place;
  for (const { value } of await parts.store.list(collections.communities, '')) {
    const { key } = value as { readonly key: string };
    const known = from === undefined ? undefined : await findPerson(parts.store, key, from);
    const into = (await findPerson(parts.store, key, event.into))?.id ?? event.into;
    if (known === undefined || known.id !== from || into === from) continue;
    const change = await handOver(key, known, { ...event, into }, entry, parts);
    writes.push(...change.writes);
    post.push(...change.post);
  }
  return { writes, post };
}

async function mergedMembership(
  event: PersonMerged,
  group: string,
  store: Reader,
): Promise<Write[]> {
  const { community, gone, into } = event;
  const keyOf = (person: PersonId): string => recordKey(community, group, person);
  const read = async (person: PersonId): Promise<Membership | undefined> =>
    (await store.get(collections.memberships, keyOf(person)))?.value as Membership | undefined;
  const [theirs, own] = [await read(gone), await read(into)];
  if (theirs === undefined) return [];
  const value: Membership = {
    person: into,
    role: own === undefined ? theirs.role : higherRole(own.role, theirs.role),
    since: Math.min(theirs.since, own?.since ?? theirs.since),
    ...(theirs.muted === true || own?.muted === true ? { muted: true } : {}),
  };
  return [
    { op: 'delete', collection: collections.memberships, key: keyOf(gone) },
    { op: 'put', collection: collections.memberships, key: keyOf(into), value },
  ];
}

/** In the lane of the one who stays, and in those of the groups: what was handed over is taken. */
export async function followMerged(
  event: PersonMerged,
  { place }: InboxEntry,
  store: Reader,
): Promise<Change> {
  const { community, into } = event;
  if (place.group !== undefined) {
    return { writes: await mergedMembership(event, place.group, store), post: [] };
  }
  const key = recordKey(community, into);
  const stays = (await store.get(collections.people, key))?.value as Person | undefined;
  const { key: _named, ...other } = event.person;
  const value = stays === undefined ? { ...other, id: into } : united(stays, event.person);
  const records = event.records.map((record): Write => {
    const under = `${key}/${record.key}`;
    return { op: 'putIfAbsent', collection: record.collection, key: under, value: record.value };
  });
  const writes: Write[] = [{ op: 'put', collection: collections.people, key, value }, ...records];
  if (event.linked !== undefined) writes.push(await linkWrite(event, stays, store));
  return { writes, post: [] };
}

/** What is kept so that people who linked their accounts can undo it. */
async function linkWrite(
  { community, into, gone, person, at, records }: PersonMerged,
  stays: Person | undefined,
  store: Reader,
): Promise<Write> {
  const under = recordKey(community, into);
  const taken: Link['records'] = [];
  for (const { collection, key, value } of records) {
    const isNew = (await store.get(collection, `${under}/${key}`)) === undefined;
    taken.push({ collection, key, ...(isNew ? {} : { value }) });
  }
  const { roles = [], groupRoles, roleChanges } = stays ?? {};
  const had = {
    roles,
    ...(groupRoles === undefined ? {} : { groupRoles }),
    ...(roleChanges === undefined ? {} : { roleChanges }),
  };
  const value: Link = { gone: person, at, had, records: taken };
  return { op: 'put', collection: collections.links, key: recordKey(community, into, gone), value };
}
