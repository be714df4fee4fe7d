import type { SessionSearch } from '../adapters/adapter.js';
import { accountOf } from '../handle/read-actor.js';
import { inSlices } from '../in-slices.js';
import { type AccountRecord, collections, keyPart, recordKey } from '../model/keys.js';
import type { Membership } from '../model/membership.js';
import type { Person, PersonId } from '../model/person.js';
import type { DeadLetter, InboxEntry, OutboxItem, Store, Stored } from '../store/store.js';
import { everyRecord } from './every-record.js';
import { isNamedIn } from './scrub.js';
import { isAbout, type Traces, tracesOf, withAccounts, wordsOf } from './traces-of.js';

/** A record in which somebody is found. */
export interface FoundRecord extends Stored {
  readonly collection: string;
  readonly community: string;
  /** It belongs to them; otherwise it is somebody else's, a group's or the community's. */
  readonly own: boolean;
}

/** Everything that is kept of somebody, wherever it is. */
export interface PersonData {
  readonly traces: Traces;
  /** Their record in each community, and those of ids that turned out to be theirs. */
  readonly people: readonly { readonly community: string; readonly person: Person }[];
  readonly memberships: readonly {
    readonly community: string;
    readonly group: string;
    readonly membership: Membership;
  }[];
  /** What plugins and the kit itself keep. */
  readonly records: readonly FoundRecord[];
  readonly inbox: readonly InboxEntry[];
  readonly outbox: readonly OutboxItem[];
  readonly dead: readonly DeadLetter[];
  readonly sessions: readonly { readonly space: string; readonly keys: readonly string[] }[];
  /** Values of transports in which they stand beside others, as they are without them. */
  readonly replaced: readonly {
    readonly space: string;
    readonly values: ReadonlyMap<string, Uint8Array>;
  }[];
}

/** How transports look for somebody in what they keep for themselves. */
export type Searches = readonly SessionSearch[];

type Reader = Pick<
  Store,
  'list' | 'collections' | 'waiting' | 'outgoing' | 'dead' | 'session' | 'sessions'
>;

/** Collections in which nobody is named, or that are looked at by themselves. */
const apart: ReadonlySet<string> = new Set([
  collections.communities,
  collections.groups,
  collections.chats,
  collections.people,
  collections.memberships,
  collections.blueprints,
  collections.botRoles,
  collections.slots,
  collections.schedules,
  collections.standings,
  collections.sizes,
  collections.linkResets,
  collections.startLinks,
  'core.installation',
]);

function communityOf(key: string): string {
  return keyPart(key.split('/', 1)[0] ?? '');
}

/** The records of one human: of all communities, and of ids merged into theirs, however often. */
async function peopleOf(
  store: Reader,
  id: PersonId,
): Promise<{ readonly community: string; readonly person: Person }[]> {
  const merged: Person[] = [];
  await everyRecord(store, collections.people, ({ value }) => {
    const person = value as Person;
    if (person.mergedInto !== undefined) merged.push(person);
  });
  const ids = new Set([id]);
  for (let before = 0; before !== ids.size; ) {
    before = ids.size;
    for (const { id: one, mergedInto: other } of merged) {
      if (other === undefined) continue;
      if (ids.has(one)) ids.add(other);
      if (ids.has(other)) ids.add(one);
    }
  }
  const found: { community: string; person: Person }[] = [];
  await everyRecord(store, collections.people, ({ key, value }) => {
    const person = value as Person;
    if (ids.has(person.id)) found.push({ community: communityOf(key), person });
  });
  return found;
}

/** Which ids they had before are somebody else's by now: those are not to be taken from them. */
async function heldByOthers(
  store: Reader,
  records: readonly Person[],
): Promise<(adapter: string, id: string) => boolean> {
  const keys = new Set<string>();
  if (records.every(({ former = [] }) => former.length === 0)) return () => false;
  const own = new Set(records.map(({ id }) => id));
  await everyRecord(store, collections.accounts, ({ key, value }) => {
    if (!own.has((value as AccountRecord).person)) keys.add(key);
  });
  return (adapter, id) => keys.has(recordKey(adapter, id));
}

async function membershipsOf(store: Reader, { ids }: Traces): Promise<PersonData['memberships']> {
  const found: PersonData['memberships'][number][] = [];
  await everyRecord(store, collections.memberships, ({ key, value }) => {
    const membership = value as Membership;
    if (!ids.has(membership.person)) return;
    const [community = '', group = ''] = key.split('/').map(keyPart);
    found.push({ community, group, membership });
  });
  return found;
}

/** A record as one in which somebody is found; undefined where they are not. */
function foundIn(
  collection: string,
  record: Stored,
  traces: Traces,
  words: readonly string[],
): FoundRecord | undefined {
  if (collection === collections.accounts || collection === collections.formerAccounts) {
    const { person, community } = record.value as AccountRecord;
    return traces.ids.has(person) ? { ...record, collection, community, own: true } : undefined;
  }
  const [community = '', ...rest] = record.key.split('/').map(keyPart);
  const isTheirs = (part: string): boolean => traces.ids.has(part) || traces.accounts.has(part);
  // The first part is the community, whose key may be the same word as somebody's address.
  const own = rest.some(isTheirs) || isAbout(record.key, words);
  if (!own && !isNamedIn(record.value, traces, words)) return undefined;
  return { ...record, collection, community, own };
}

/** Everything plugins keep is looked through: they may name somebody wherever they like. */
async function recordsOf(store: Reader, traces: Traces): Promise<FoundRecord[]> {
  const found: FoundRecord[] = [];
  const words = wordsOf(traces);
  const slices = inSlices();
  for (const collection of await store.collections()) {
    if (apart.has(collection)) continue;
    const look = (record: Stored): void => {
      const one = foundIn(collection, record, traces, words);
      if (one !== undefined) found.push(one);
    };
    await everyRecord(store, collection, look, slices);
  }
  return found;
}

/** Whether an event is theirs: they did it, it is in their lane, or it carries their id. */
function isTheirEntry({ event, place }: InboxEntry, { ids, accounts }: Traces): boolean {
  if (place.person !== undefined && ids.has(place.person)) return true;
  const account = accountOf(event);
  const names = account === undefined ? [] : [account.id, ...(account.aliases ?? [])];
  if (names.some((id) => accounts.has(id))) return true;
  return isAbout(event, [...ids]);
}

function isTheirItem(item: OutboxItem, { ids }: Traces, words: readonly string[]): boolean {
  const { place, action, options } = item;
  if (place.person !== undefined && ids.has(place.person)) return true;
  return isAbout([action, options], words);
}

/** What transports find of somebody, by the space it is in; and more ids of theirs. */
interface Searched {
  readonly traces: Traces;
  readonly values: ReadonlyMap<string, ReadonlyMap<string, Uint8Array | null>>;
}

async function search(store: Reader, traces: Traces, searches: Searches): Promise<Searched> {
  const values = new Map<string, ReadonlyMap<string, Uint8Array | null>>();
  const aliases: string[] = [];
  for (const { space, find } of searches) {
    if (traces.accounts.size === 0) break;
    const found = await find([...traces.accounts], store.session(space));
    values.set(space, found.values);
    aliases.push(...found.aliases);
  }
  return { traces: withAccounts(traces, aliases), values };
}

async function sessionKeys(
  store: Reader,
  { traces, values }: Searched,
): Promise<PersonData['sessions']> {
  const words = wordsOf({ ...traces, names: new Set() });
  const found = [];
  for (const space of await store.sessions()) {
    const named = (await store.session(space).keys()).filter((key) => isAbout(key, words));
    const gone = [...(values.get(space) ?? [])].filter(([, value]) => value === null);
    const keys = [...new Set([...named, ...gone.map(([key]) => key)])];
    if (keys.length > 0) found.push({ space, keys });
  }
  return found;
}

function replacedIn({ values }: Searched): PersonData['replaced'] {
  return [...values].flatMap(([space, all]) => {
    const kept = [...all].filter((entry): entry is [string, Uint8Array] => entry[1] !== null);
    return kept.length === 0 ? [] : [{ space, values: new Map(kept) }];
  });
}

/** Finds everything that is kept of somebody; nothing is found of an id nobody has. */
export async function readPersonData(
  store: Reader,
  id: PersonId,
  searches: Searches = [],
): Promise<PersonData> {
  const people = await peopleOf(store, id);
  const records = people.map(({ person }) => person);
  const traced = tracesOf(records, await heldByOthers(store, records));
  const searched = await search(store, traced, searches);
  const { traces } = searched;
  const words = wordsOf(traces);
  const waiting = await store.waiting();
  const outgoing = await store.outgoing();
  const dead = await store.dead();
  return {
    traces,
    people,
    memberships: await membershipsOf(store, traces),
    records: await recordsOf(store, traces),
    inbox: waiting.filter((entry) => isTheirEntry(entry, traces)),
    outbox: outgoing.filter((item) => isTheirItem(item, traces, words)),
    dead: dead.filter(
      ({ entry, reason }) =>
        isTheirEntry(entry, traces) || isAbout(entry.event, words) || isAbout(reason, words),
    ),
    sessions: await sessionKeys(store, searched),
    replaced: replacedIn(searched),
  };
}

/** The key of somebody's membership. */
export function membershipKey(of: PersonData['memberships'][number]): string {
  return recordKey(of.community, of.group, of.membership.person);
}
