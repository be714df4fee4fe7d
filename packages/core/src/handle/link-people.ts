import { findPerson } from '../accept/find-person.js';
import type { PersonMerging, PersonParted, PluginPosted } from '../events/event.js';
import { collections, groupLane, personLane, recordKey } from '../model/keys.js';
import { type Link, linkSchema, parted } from '../model/link.js';
import type { Membership } from '../model/membership.js';
import type { Person, PersonId } from '../model/person.js';
import { schema } from '../schema.js';
import type { InboxEntry, Place, Store, Write } from '../store/store.js';
import { type Change, noChange } from './change.js';
import { followMerging, groupsWith, type MergeParts } from './merge-people.js';
import { readdress } from './readdress.js';

/** The step of the house by which somebody hands everything over to the person they linked with. */
export const JOIN_STEP = 'link-join';

/** The step by which somebody undoes a link of theirs. */
export const PART_STEP = 'link-part';

/** What {@link JOIN_STEP} is told, in the lane of the one who goes. */
export const joinSchema = schema((z) =>
  z.object({
    into: z.string(),
    /** By which messengers the two asked for it: there they are told. */
    adapters: z.tuple([z.string(), z.string()]),
  }),
);

/** What {@link PART_STEP} is told, in the lane of the one who stays. */
export const partSchema = schema((z) => z.object({ gone: z.string() }));

type Reader = MergeParts['store'];

/** What of a link belongs to one community. */
async function linkIn(
  community: string,
  person: PersonId,
  gone: PersonId,
  store: Reader,
): Promise<Link | undefined> {
  const record = await store.get(collections.links, recordKey(community, person, gone));
  return record === undefined ? undefined : linkSchema.parse(record.value);
}

/** What plugins had kept of them goes back: as it is now, or as it was where each had their own. */
async function recordWrites(
  { records }: Link,
  community: string,
  from: PersonId,
  to: PersonId,
  store: Reader,
): Promise<Write[]> {
  const writes: Write[] = [];
  for (const { collection, key, value: own } of records) {
    const under = `${recordKey(community, from)}/${key}`;
    const shared = own === undefined ? (await store.get(collection, under))?.value : undefined;
    const value = own ?? shared;
    if (value === undefined) continue;
    if (own === undefined) writes.push({ op: 'delete', collection, key: under });
    writes.push({ op: 'put', collection, key: `${recordKey(community, to)}/${key}`, value });
  }
  return writes;
}

/** Who is told that somebody is a person of their own again. */
async function toldOf(
  community: string,
  { stays, back }: { readonly stays: Person; readonly back: Person },
  entry: InboxEntry,
  store: Reader,
): Promise<InboxEntry[]> {
  const { adapter, at } = entry.event;
  const told = (lane: string, place: Place): InboxEntry => {
    const id = `${entry.id}>parted>${lane}`;
    const adapters = back.accounts.map((account) => account.adapter);
    const event: PersonParted = {
      kind: 'person.parted',
      ...{ id, at, adapter, community, person: stays.id, back: back.id, adapters },
    };
    return { id, lane, place, event, attempt: 0 };
  };
  const groups = await groupsWith(community, stays.id, store);
  return [
    told(personLane(back.id), { community, person: back.id }),
    ...groups.map((group) => told(groupLane(community, group), { community, group })),
  ];
}

/**
 * In the lane of the one who stayed: who went is a person of their own again, in every community.
 * Nothing else runs in their lane while they lead to the other, so they are written from here.
 */
async function followParting(
  gone: PersonId,
  entry: InboxEntry,
  person: Person,
  store: Reader,
): Promise<Change> {
  const writes: Write[] = [];
  const post: InboxEntry[] = [];
  for (const { value } of await store.list(collections.communities, '')) {
    const { key: community } = value as { readonly key: string };
    const link = await linkIn(community, person.id, gone, store);
    const now = await findPerson(store, community, person.id);
    if (link === undefined || now?.id !== person.id) continue;
    const two = parted(now, link);
    const put = (one: Person): Write => ({
      op: 'put',
      collection: collections.people,
      key: recordKey(community, one.id),
      value: one,
    });
    writes.push(
      put(two.stays),
      put(two.back),
      { op: 'delete', collection: collections.links, key: recordKey(community, person.id, gone) },
      ...(await readdress(two.back.accounts, person.id, two.back.id, store)),
      ...(await recordWrites(link, community, person.id, gone, store)),
    );
    post.push(...(await toldOf(community, two, entry, store)));
  }
  return { writes, post };
}

/** What core does at the steps by which people link their accounts; undefined for all others. */
export function followLinkStep(
  { plugin, step, data, ...event }: PluginPosted,
  entry: InboxEntry,
  person: Person | undefined,
  parts: MergeParts,
): Promise<Change> | Change | undefined {
  if (plugin !== 'core' || (step !== JOIN_STEP && step !== PART_STEP)) return undefined;
  if (person === undefined) return noChange;
  if (step === PART_STEP) {
    return followParting(partSchema.parse(data).gone, entry, person, parts.store);
  }
  const { into, adapters } = joinSchema.parse(data);
  const { id, at, adapter, community } = event;
  const merging: PersonMerging = {
    kind: 'person.merging',
    ...{ id, at, adapter, community, into, linked: { adapters } },
  };
  return followMerging(merging, entry, parts);
}

/** In the lane of a group: who is back is in it, where it is on their messenger. */
export async function followParted(
  event: PersonParted,
  { place }: InboxEntry,
  chat: { readonly adapter: string } | undefined,
  store: Pick<Store, 'get'>,
): Promise<Change> {
  const { group, community } = place;
  if (group === undefined || chat === undefined || !event.adapters.includes(chat.adapter)) {
    return noChange;
  }
  const keyOf = (person: PersonId): string => recordKey(community, group, person);
  const member = (await store.get(collections.memberships, keyOf(event.person)))?.value;
  if (member === undefined) return noChange;
  const value: Membership = { ...(member as Membership), person: event.back };
  return {
    writes: [
      { op: 'delete', collection: collections.memberships, key: keyOf(event.person) },
      { op: 'put', collection: collections.memberships, key: keyOf(event.back), value },
    ],
    post: [],
  };
}
