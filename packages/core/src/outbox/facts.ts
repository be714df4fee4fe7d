import { findPerson } from '../accept/find-person.js';
import {
  type Action,
  type CreateGroup,
  placeOfAction,
  type Recipient,
  type SendMessage,
} from '../actions/action.js';
import type { EncodeFacts } from '../adapters/adapter.js';
import { type Adapters, adapterToGroup, chooseWay, idOn } from '../adapters/ways.js';
import { waysNow } from '../adapters/ways-now.js';
import { ledgerChat } from '../ledger/ledger-chat.js';
import type { Group } from '../model/group.js';
import { collections, recordKey } from '../model/keys.js';
import type { PlatformRole } from '../model/membership.js';
import type { Person } from '../model/person.js';
import type { Reach } from '../model/reach.js';
import { goOn } from '../store/go-on.js';
import { createRemembered } from '../store/remembered.js';
import type { MaybePromise, OutboxItem, Store } from '../store/store.js';
import { mentionedIn } from '../text/text.js';
import { botRoleIn } from './capability-in.js';

/** Where an action goes, with what the adapter needs to know to write it down. */
export interface Facts extends EncodeFacts {
  readonly adapter: string;
  readonly group?: Group;
  /** How the ledger names the chat of the group. */
  readonly ledgerChat?: string;
  /** The bot's own role in that group, as far as it is known. */
  readonly botRole?: PlatformRole;
  /** How the person can be reached; absent in groups, and where the adapter says nothing of it. */
  readonly reach?: Reach;
}

/** What looking up takes. */
export interface FactParts {
  readonly store: Pick<Store, 'get' | 'changesOf'>;
  readonly adapters: Adapters;
  now(): number;
}

/** The id by which an adapter knows somebody; of one that is not there, as it was told. */
function accountOn(
  person: Person | undefined,
  adapter: string,
  adapters: Adapters,
): string | undefined {
  const found = adapters.get(adapter);
  if (found !== undefined) return idOn(found, person);
  return person?.accounts.find((account) => account.adapter === adapter)?.id;
}

const nobodyNamed = (): undefined => undefined;

function accountsIn(
  action: Action,
  parts: FactParts,
  community: string,
  adapter: string,
): MaybePromise<EncodeFacts['accountOf']> {
  const ids = 'text' in action ? [...mentionedIn(action.text)] : [];
  if ('person' in action) ids.push(action.person);
  if (action.kind === 'message.send' && action.onlyFor !== undefined) ids.push(action.onlyFor);
  if (action.kind === 'group.create') ids.push(...(action.members ?? []));
  return ids.length === 0 ? nobodyNamed : accountsOf(new Set(ids), parts, community, adapter);
}

function namesAnybody({ text, onlyFor }: SendMessage): boolean {
  return onlyFor !== undefined || mentionedIn(text).length > 0;
}

async function accountsOf(
  ids: ReadonlySet<string>,
  { store, adapters }: FactParts,
  community: string,
  adapter: string,
): Promise<EncodeFacts['accountOf']> {
  const accounts = new Map<string, string | undefined>();
  for (const id of ids) {
    accounts.set(id, accountOn(await findPerson(store, community, id), adapter, adapters));
  }
  return (person) => accounts.get(person);
}

async function newGroupFacts(
  item: OutboxItem,
  action: CreateGroup,
  group: Group,
  parts: FactParts,
): Promise<Facts | string> {
  if (group.chat !== undefined) return `the group "${group.name}" has a chat already`;
  const { adapter } = action;
  const accountOf = await accountsIn(action, parts, item.community, adapter);
  return { adapter, group, chat: { id: '', direct: false }, accountOf };
}

function factsIn(
  group: Group,
  adapter: string,
  botRole: PlatformRole | undefined,
  accountOf: EncodeFacts['accountOf'],
): Facts | string {
  if (group.chat === undefined) return `the group "${group.name}" is not on any platform yet`;
  const { id } = group.chat;
  const facts = {
    adapter,
    group,
    chat: { id, direct: false },
    ledgerChat: ledgerChat(group.chat.adapter, id),
    accountOf,
  };
  return botRole === undefined ? facts : { ...facts, botRole };
}

function groupFacts(item: OutboxItem, key: string, parts: FactParts): MaybePromise<Facts | string> {
  const { action, community } = item;
  const { store, adapters } = parts;
  const record = store.get(collections.groups, recordKey(community, key));
  return goOn(record, (stored): MaybePromise<Facts | string> => {
    const group = stored?.value as Group | undefined;
    if (group === undefined) return `there is no group "${key}"`;
    if (action.kind === 'group.create') return newGroupFacts(item, action, group, parts);
    const adapter = group.chat === undefined ? '' : adapterToGroup(group.chat, adapters);
    return goOn(botRoleIn(store, community, key), (botRole) =>
      goOn(accountsIn(action, parts, community, adapter), (accountOf) =>
        factsIn(group, adapter, botRole, accountOf),
      ),
    );
  });
}

/** The way to somebody: the one by which it has begun to go out, otherwise the best there is now. */
async function wayFor(
  item: OutboxItem,
  wanted: string | undefined,
  person: Person,
  parts: FactParts,
) {
  const { adapter, via, sentVia, community } = item;
  const here = { network: wanted ?? adapter, via, now: parts.now() };
  // What is meant for one messenger is of no use on another.
  const accounts = person.accounts.filter((one) => wanted === undefined || one.adapter === wanted);
  const ways = await waysNow({ ...person, accounts }, community, here, parts);
  if (sentVia === undefined) return chooseWay(ways, via);
  return ways.find(({ adapter }) => adapter === sentVia);
}

async function personFacts(
  item: OutboxItem,
  to: Extract<Recipient, { person: string }>,
  parts: FactParts,
): Promise<Facts | string> {
  const person = await findPerson(parts.store, item.community, to.person);
  const way = person && (await wayFor(item, to.adapter, person, parts));
  if (way === undefined) return 'this person has no account by which they can be reached';
  const { adapter, reach } = way;
  const accountOf = await accountsIn(item.action, parts, item.community, adapter);
  const facts = { adapter, chat: { id: way.id, direct: true }, accountOf };
  return parts.adapters.get(adapter)?.reach === undefined ? facts : { ...facts, reach };
}

/** Looks up where an action goes; a sentence saying why where that is not possible. */
function factsFor(item: OutboxItem, parts: FactParts): MaybePromise<Facts | string> {
  const place = placeOfAction(item.action);
  return 'group' in place ? groupFacts(item, place.group, parts) : personFacts(item, place, parts);
}

/** Looks up where an action goes. */
export type FactsReader = (item: OutboxItem) => MaybePromise<Facts | string>;

/**
 * Makes what looks up where actions go. What goes into a group and names nobody finds there what
 * the one before found, until something of it changes.
 */
export function createFactsReader(parts: FactParts): FactsReader {
  const madeOf = [collections.groups, collections.botRoles];
  const remembered = createRemembered<Facts>(parts.store, madeOf);
  return (item) => {
    const { action, community, destination } = item;
    const isUsual = action.kind === 'message.send' && !namesAnybody(action);
    if (!isUsual || !('group' in action.to)) return factsFor(item, parts);
    const known = remembered.get(community, destination);
    if (known !== undefined) return known;
    const facts = factsFor(item, parts);
    if (!(facts instanceof Promise) && typeof facts !== 'string') {
      remembered.set(community, destination, facts);
    }
    return facts;
  };
}
