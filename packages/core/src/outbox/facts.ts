import { findPerson } from '../accept/find-person.js';
import { type Action, type CreateGroup, placeOfAction } from '../actions/action.js';
import type { EncodeFacts } from '../adapters/adapter.js';
import type { Group } from '../model/group.js';
import { collections, recordKey } from '../model/keys.js';
import type { Person } from '../model/person.js';
import { goOn } from '../store/go-on.js';
import type { MaybePromise, OutboxItem, Store } from '../store/store.js';
import { mentionedIn } from '../text/text.js';

/** Where an action goes, with what the adapter needs to know to write it down. */
export interface Facts extends EncodeFacts {
  readonly adapter: string;
  readonly group?: Group;
}

type Reader = Pick<Store, 'get'>;

function accountOn(person: Person | undefined, adapter: string): string | undefined {
  return person?.accounts.find((account) => account.adapter === adapter)?.id;
}

const nobodyNamed = (): undefined => undefined;

function accountsIn(
  action: Action,
  store: Reader,
  community: string,
  adapter: string,
): MaybePromise<EncodeFacts['accountOf']> {
  const ids = 'text' in action ? [...mentionedIn(action.text)] : [];
  if ('person' in action) ids.push(action.person);
  if (action.kind === 'message.send' && action.onlyFor !== undefined) ids.push(action.onlyFor);
  if (action.kind === 'group.create') ids.push(...(action.members ?? []));
  return ids.length === 0 ? nobodyNamed : accountsOf(new Set(ids), store, community, adapter);
}

async function accountsOf(
  ids: ReadonlySet<string>,
  store: Reader,
  community: string,
  adapter: string,
): Promise<EncodeFacts['accountOf']> {
  const accounts = new Map<string, string | undefined>();
  for (const id of ids)
    accounts.set(id, accountOn(await findPerson(store, community, id), adapter));
  return (person) => accounts.get(person);
}

async function newGroupFacts(
  item: OutboxItem,
  action: CreateGroup,
  group: Group,
  store: Reader,
): Promise<Facts | string> {
  if (group.chat !== undefined) return `the group "${group.name}" has a chat already`;
  const { adapter } = action;
  const accountOf = await accountsIn(action, store, item.community, adapter);
  return { adapter, group, chat: { id: '', direct: false }, accountOf };
}

function groupFacts(item: OutboxItem, key: string, store: Reader): MaybePromise<Facts | string> {
  const record = store.get(collections.groups, recordKey(item.community, key));
  return goOn(record, (stored): MaybePromise<Facts | string> => {
    const group = stored?.value as Group | undefined;
    const { action, community } = item;
    if (group === undefined) return `there is no group "${key}"`;
    if (action.kind === 'group.create') return newGroupFacts(item, action, group, store);
    if (group.chat === undefined) return `the group "${group.name}" is not on any platform yet`;
    const { adapter, id } = group.chat;
    return goOn(accountsIn(action, store, community, adapter), (accountOf) => ({
      adapter,
      group,
      chat: { id, direct: false },
      accountOf,
    }));
  });
}

async function personFacts(item: OutboxItem, id: string, store: Reader): Promise<Facts | string> {
  const person = await findPerson(store, item.community, id);
  const account =
    person?.accounts.find(({ adapter }) => adapter === item.adapter) ?? person?.accounts[0];
  if (account === undefined) return 'this person has no account by which they can be reached';
  const accountOf = await accountsIn(item.action, store, item.community, account.adapter);
  return { adapter: account.adapter, chat: { id: account.id, direct: true }, accountOf };
}

/** Looks up where an action goes; a sentence saying why where that is not possible. */
export function factsFor(item: OutboxItem, store: Reader): MaybePromise<Facts | string> {
  const place = placeOfAction(item.action);
  return 'group' in place
    ? groupFacts(item, place.group, store)
    : personFacts(item, place.person, store);
}
