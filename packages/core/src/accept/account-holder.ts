import type { AccountRef } from '../events/event.js';
import {
  type AccountRecord,
  collections,
  type FormerAccountRecord,
  type IdMaker,
  recordKey,
} from '../model/keys.js';
import type { PersonId } from '../model/person.js';
import { goOn } from '../store/go-on.js';
import type { MaybePromise, Store } from '../store/store.js';

/** What finding out whose an account is needs. */
export interface HolderParts {
  readonly store: Pick<Store, 'get'>;
  readonly ids: IdMaker;
}

/** Whose an account is. */
export interface Holder {
  /** Of somebody new, the id under which they become a person: the same however often it comes. */
  readonly person: PersonId;
  /** The community they were first seen in; undefined for somebody new. */
  readonly community?: string;
}

/**
 * Whose an account was at a moment, found by its id or by any other id the platform revealed.
 *
 * What was told under an id before its owner got another is theirs, however late it comes. Whoever
 * has the id since then is somebody new, with an id of their own: a phone number that is given to a
 * stranger does not make them the one who had it.
 */
export function holderOf(
  adapter: string,
  account: AccountRef,
  at: number,
  parts: HolderParts,
): MaybePromise<Holder> {
  return goOn(parts.store.get(collections.accounts, recordKey(adapter, account.id)), (known) =>
    known === undefined ? otherHolder(adapter, account, at, parts) : (known.value as AccountRecord),
  );
}

async function otherHolder(
  adapter: string,
  { id, aliases = [] }: AccountRef,
  at: number,
  { store, ids }: HolderParts,
): Promise<Holder> {
  for (const alias of aliases) {
    const other = await store.get(collections.accounts, recordKey(adapter, alias));
    if (other !== undefined) return other.value as AccountRecord;
  }
  const before = await formerHolders(adapter, [id, ...aliases], store);
  const late = before.find((one) => at <= one.until);
  if (late !== undefined) return { person: late.person, community: late.community };
  const [since] = before.filter((one) => one.id === id).map(({ until }) => [String(until)]);
  return { person: ids('person', adapter, id, ...(since ?? [])) };
}

async function formerHolders(
  adapter: string,
  wanted: readonly string[],
  store: HolderParts['store'],
): Promise<readonly (FormerAccountRecord & { readonly id: string })[]> {
  const found = [];
  for (const id of wanted) {
    const record = await store.get(collections.formerAccounts, recordKey(adapter, id));
    if (record !== undefined) found.push({ ...(record.value as FormerAccountRecord), id });
  }
  return found;
}
