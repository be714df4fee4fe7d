import { findPerson } from '../accept/find-person.js';
import { leadingTo } from '../adapters/ways.js';
import type { AccountMoved, AccountsLost, PluginPosted } from '../events/event.js';
import {
  type AccountRecord,
  collections,
  type FormerAccountRecord,
  personLane,
  recordKey,
} from '../model/keys.js';
import { afterLoss, afterMove, numbersBeside, withoutChats } from '../model/moved-account.js';
import { mergerOf } from '../model/one-person.js';
import type { Person, PersonId } from '../model/person.js';
import type { Commit, InboxEntry, Store, Write } from '../store/store.js';
import { type Change, noChange } from './change.js';
import { mergingEntry } from './merge-people.js';
import type { ModelParts } from './model-parts.js';

type Reader = Pick<Store, 'get'>;

/** The step of the house by which admins hear of it. */
export const MOVED_STEP = 'account-moved';

/** How far the clocks of a platform and of this machine may be apart, ms. */
const SKEW = 60_000;

function idsIn({ id, aliases = [] }: AccountMoved['account']): readonly string[] {
  return [id, ...aliases];
}

async function recordOf(
  adapter: string,
  id: string,
  store: Reader,
): Promise<AccountRecord | undefined> {
  const record = await store.get(collections.accounts, recordKey(adapter, id));
  return record?.value as AccountRecord | undefined;
}

/** An id leads to them no more; until when it did stays known, for what comes late. */
function formerWrite(adapter: string, id: string, record: FormerAccountRecord): Write {
  const key = recordKey(adapter, id);
  return { op: 'put', collection: collections.formerAccounts, key, value: record };
}

/** Who has an id that is somebody's from now on. */
type Held =
  /** Nobody else: it can be theirs. */
  | { readonly by: 'nobody' }
  /** Somebody met only under it, since the change: they themselves. */
  | { readonly by: 'themselves'; readonly other: Person }
  /** Somebody else, who had it before: it is theirs no more, and nothing else of them changes hands. */
  | { readonly by: 'stranger'; readonly other: PersonId }
  /** Somebody who got it later than this tells of. */
  | { readonly by: 'successor' };

async function heldBy(
  known: AccountRecord | undefined,
  { at }: AccountMoved,
  person: Person,
  community: string,
  store: Reader,
): Promise<Held> {
  if (known === undefined || known.person === person.id) return { by: 'nobody' };
  const other = await findPerson(store, community, known.person);
  if (other === undefined || other.id === person.id) return { by: 'nobody' };
  if (known.since !== undefined && known.since > at) return { by: 'successor' };
  const wasMetAfter = (other.since ?? 0) >= at - SKEW;
  return wasMetAfter && other.key === undefined
    ? { by: 'themselves', other }
    : { by: 'stranger', other: other.id };
}

/** Leaves it to the house to tell admins of it. */
function toldEntry(entry: InboxEntry, message: 'account.moved' | 'account.lost'): InboxEntry {
  const { event, lane, place } = entry;
  const id = `${entry.id}>told`;
  const { adapter, at } = event;
  const told: PluginPosted = {
    kind: 'plugin.posted',
    ...{ id, at, adapter, community: place.community },
    ...{ plugin: 'core', step: MOVED_STEP, data: { message } },
  };
  return { id, lane, place, event: told, attempt: 0 };
}

function lostEntry(
  entry: InboxEntry,
  event: AccountMoved,
  person: PersonId,
  accounts: readonly string[],
): InboxEntry {
  const { community } = entry.place;
  const { adapter, at } = event;
  const id = `${entry.id}>lost>${person}`;
  const lost: AccountsLost = { kind: 'accounts.lost', id, at, adapter, community, accounts };
  return { id, lane: personLane(person), place: { community, person }, event: lost, attempt: 0 };
}

/** The new ids lead to them; whoever had one before is told in their own lane. */
async function taken(
  event: AccountMoved,
  entry: InboxEntry,
  person: Person,
  store: Reader,
): Promise<{ readonly ids: readonly string[]; readonly change: Change }> {
  const { adapter, at } = event;
  const { community } = entry.place;
  const value: AccountRecord = { person: person.id, community, since: at };
  const ids: string[] = [];
  const writes: Write[] = [];
  const expect: Commit['expect'][number][] = [];
  const lost = new Map<PersonId, string[]>();
  const merging = new Map<PersonId, InboxEntry>();
  for (const id of idsIn(event.to)) {
    const collection = collections.accounts;
    const key = recordKey(adapter, id);
    const stored = await store.get(collection, key);
    // Somebody may write under it for the first time at this moment, in a lane of their own.
    expect.push({ collection, key, version: stored?.version ?? 0 });
    const known = stored?.value as AccountRecord | undefined;
    const held = await heldBy(known, event, person, community, store);
    if (held.by === 'successor') continue;
    ids.push(id);
    const merger = held.by === 'themselves' ? mergerOf(person, held.other) : undefined;
    if (merger !== undefined) {
      merging.set(merger.from, mergingEntry(entry, merger.from, merger.into));
      continue;
    }
    if (held.by === 'stranger') lost.set(held.other, [...(lost.get(held.other) ?? []), id]);
    writes.push({ op: 'put', collection, key, value });
  }
  const entries = [...lost].map(([other, gone]) => lostEntry(entry, event, other, gone));
  return { ids, change: { writes, expect, post: [...merging.values(), ...entries] } };
}

/**
 * In the lane of somebody whose account got other ids: they stay who they are, under the new ones.
 *
 * Only what a platform tells of an account gets here. It never gives anybody what somebody else has:
 * a person who had a new id before keeps all but the id; only who was met under it since the change
 * is the same person.
 */
export async function followAccountMove(
  event: AccountMoved,
  entry: InboxEntry,
  person: Person,
  { store, adapters }: ModelParts,
): Promise<Change> {
  const { adapter, at } = event;
  const { community } = entry.place;
  const first = await recordOf(adapter, event.account.id, store);
  // Told a second time, of an id that is somebody else's by now.
  if (first !== undefined && at + SKEW < (first.since ?? person.since ?? 0)) return noChange;
  const { ids, change } = await taken(event, entry, person, store);
  const before = idsIn(event.account);
  const numbers = event.numberGone === true ? numbersBeside(person, adapter, before) : [];
  const from = [...before, ...numbers];
  const moved =
    ids.length === 0 ? afterLoss(person, adapter, from) : afterMove(person, adapter, from, ids);
  if (moved === undefined) return noChange;
  const ways = leadingTo(adapter, adapters).map(({ name }) => name);
  const writes: Write[] = [...change.writes];
  for (const id of moved.gone) {
    const key = recordKey(adapter, id);
    if ((await recordOf(adapter, id, store))?.person === person.id) {
      writes.push({ op: 'delete', collection: collections.accounts, key });
    }
    writes.push(formerWrite(adapter, id, { person: person.id, community, until: at }));
  }
  writes.push({
    op: 'put',
    collection: collections.people,
    key: recordKey(community, person.id),
    value: withoutChats(moved.person, ways),
  });
  const note = { what: 'account.move', by: 'platform', person: person.id, result: 'done' } as const;
  return {
    ...change,
    writes,
    post: [...change.post, toldEntry(entry, 'account.moved')],
    audit: [note],
  };
}

/** In the lane of somebody of whom the platform gave ids to somebody else. */
export async function followLoss(
  event: AccountsLost,
  entry: InboxEntry,
  person: Person,
  store: Reader,
): Promise<Change> {
  const { adapter, at, accounts } = event;
  const { community } = entry.place;
  const elsewhere: string[] = [];
  for (const id of accounts) {
    if ((await recordOf(adapter, id, store))?.person !== person.id) elsewhere.push(id);
  }
  const lost = afterLoss(person, adapter, elsewhere);
  if (lost === undefined) return noChange;
  const former = { person: person.id, community, until: at };
  const writes: Write[] = lost.gone.map((id) => formerWrite(adapter, id, former));
  const key = recordKey(community, person.id);
  writes.push({ op: 'put', collection: collections.people, key, value: lost.person });
  const note = { what: 'account.lose', by: 'platform', person: person.id, result: 'done' } as const;
  return { writes, post: [toldEntry(entry, 'account.lost')], audit: [note] };
}
