import type { SessionSearch } from '../adapters/adapter.js';
import { accountOf } from '../handle/scene.js';
import { inSlices } from '../in-slices.js';
import { type AccountRecord, collections, keyPart, recordKey } from '../model/keys.js';
import type { Membership } from '../model/membership.js';
import type { Person, PersonId } from '../model/person.js';
import type { DeadLetter, InboxEntry, OutboxItem, Store, Stored } from '../store/store.js';
import { scrub } from './scrub.js';
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
  const all = (await store.list(collections.people, '')).map(({ key, value }) => ({
    community: communityOf(key),
    person: value as Person,
  }));
  const ids = new Set([id]);
  for (let before = 0; before !== ids.size; ) {
    before = ids.size;
    for (const { person } of all) {
      if (person.mergedInto === undefined) continue;
      if (ids.has(person.id)) ids.add(person.mergedInto);
      if (ids.has(person.mergedInto)) ids.add(person.id);
    }
  }
  return all.filter(({ person }) => ids.has(person.id));
}

async function membershipsOf(store: Reader, { ids }: Traces): Promise<PersonData['memberships']> {
  const found = [];
  for (const { key, value } of await store.list(collections.memberships, '')) {
    const [community = '', group = ''] = key.split('/').map(keyPart);
    const membership = value as Membership;
    if (ids.has(membership.person)) found.push({ community, group, membership });
  }
  return found;
}

async function recordsOf(store: Reader, traces: Traces): Promise<FoundRecord[]> {
  const found: FoundRecord[] = [];
  const isTheirs = (part: string): boolean => traces.ids.has(part) || traces.accounts.has(part);
  const words = wordsOf(traces);
  // Everything that is kept is looked through: everybody else has their turn meanwhile.
  const slices = inSlices();
  for (const collection of await store.collections()) {
    if (apart.has(collection)) continue;
    for (const record of await store.list(collection, '')) {
      if (slices.isOver()) await slices.pause();
      const parts = record.key.split('/').map(keyPart);
      if (collection === collections.accounts) {
        const { person, community } = record.value as AccountRecord;
        if (traces.ids.has(person)) found.push({ ...record, collection, community, own: true });
        continue;
      }
      // The first part is the community, whose key may be the same word as somebody's address.
      const own = parts.slice(1).some(isTheirs) || isAbout(record.key, words);
      if (!own && scrub(record.value, traces) === undefined) continue;
      found.push({ ...record, collection, community: parts[0] ?? '', own });
    }
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
  const searched = await search(store, tracesOf(people.map(({ person }) => person)), searches);
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
