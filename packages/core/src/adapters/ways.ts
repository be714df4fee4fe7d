import { idsOf } from '../model/one-person.js';
import type { Account, Person } from '../model/person.js';
import { type Reach, type ReachFacts, reachOf } from '../model/reach.js';
import type { Adapter } from './adapter.js';

/** The adapters of a kit by name, in the order in which they were given. */
export type Adapters = ReadonlyMap<string, Adapter>;

/** One way to somebody: an adapter, their id there, and how they can be written to by it now. */
export interface Way {
  readonly adapter: string;
  readonly id: string;
  readonly reach: Reach;
}

/** What is known of somebody who is to be written to, besides what stands in their record. */
export interface WayFacts {
  /** The network that is preferred: the one the event came from. */
  readonly network: string;
  /** The adapter they have just written by, where several lead to the network. */
  readonly via?: string | undefined;
  /** When they last asked to be let into a group, ms UTC. */
  readonly askedToJoinAt?: number | undefined;
  /** ms UTC. */
  readonly now: number;
}

/** Whose accounts and chats an adapter brings: its own, or those of another it goes beside. */
export function networkOf({ name, network = name }: Adapter): string {
  return network;
}

/** The adapters that lead to a network, the preferred one first. */
export function leadingTo(network: string, adapters: Adapters): readonly Adapter[] {
  return [...adapters.values()].filter((adapter) => networkOf(adapter) === network);
}

/** Whether more than one adapter leads to a network. */
export function isShared(network: string, adapters: Adapters): boolean {
  for (const adapter of adapters.values()) if (adapter.network === network) return true;
  return false;
}

/** The id by which an adapter can write to an account; undefined where it cannot. */
function idFor(adapter: Adapter, account: Account): string | undefined {
  return adapter.addressOf === undefined
    ? account.id
    : adapter.addressOf({ ids: idsOf(account), direct: true });
}

/** The id of somebody on an adapter's network, in the form in which the adapter can use it. */
export function idOn(adapter: Adapter, person: Person | undefined): string | undefined {
  const account = person?.accounts.find((one) => one.adapter === networkOf(adapter));
  return account && idFor(adapter, account);
}

/** The name of the adapter that carries what goes to a group: with several, the one that can. */
export function adapterToGroup(
  chat: { readonly adapter: string; readonly id: string },
  adapters: Adapters,
): string {
  if (!isShared(chat.adapter, adapters)) return chat.adapter;
  const isCarrier = ({ addressOf }: Adapter): boolean =>
    addressOf?.({ ids: [chat.id], direct: false }) !== undefined;
  return leadingTo(chat.adapter, adapters).find(isCarrier)?.name ?? chat.adapter;
}

/**
 * Whether and when somebody wrote by one way. What was written before ways were told apart came by
 * the adapter the others go beside.
 */
function written({ wroteBy, hasWritten, wroteAt }: Person, adapter: Adapter) {
  if (wroteBy === undefined && adapter.network === undefined) return { hasWritten, wroteAt };
  const at = wroteBy?.[adapter.name];
  return { hasWritten: at !== undefined, wroteAt: at };
}

function reachBy(adapter: Adapter, person: Person, facts: WayFacts): Reach {
  const { hasWritten, wroteAt } = written(person, adapter);
  const { now, askedToJoinAt } = facts;
  const known: ReachFacts = {
    hasWritten,
    now,
    ...(wroteAt === undefined ? {} : { wroteAt }),
    ...(askedToJoinAt === undefined || hasWritten ? {} : { askedToJoinAt }),
  };
  return adapter.reach?.(known) ?? reachOf(known);
}

/** From the best to the worst. */
const ladder: readonly Reach[] = ['open', 'template-only', 'must-write-first', 'cold'];

/**
 * The way to be taken: where they have just written, as long as it is open; otherwise the first
 * that is open, then the first of the next rung.
 */
export function chooseWay(ways: readonly Way[], via?: string): Way | undefined {
  const here = ways.find(({ adapter, reach }) => adapter === via && reach === 'open');
  if (here !== undefined) return here;
  for (const rung of ladder) {
    const found = ways.find(({ reach }) => reach === rung);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * All ways to somebody: on the network that is preferred before those on others. Somebody whose
 * only account is on a network that is not connected has one all the same, to be told of.
 */
export function waysTo(person: Person, adapters: Adapters, facts: WayFacts): readonly Way[] {
  const { accounts, hasWritten } = person;
  const here = accounts.filter(({ adapter }) => adapter === facts.network);
  const inTurn = [...here, ...accounts.filter(({ adapter }) => adapter !== facts.network)];
  const ways = inTurn.flatMap((account) =>
    leadingTo(account.adapter, adapters).flatMap((adapter) => {
      const id = idFor(adapter, account);
      const reach = reachBy(adapter, person, facts);
      return id === undefined ? [] : [{ adapter: adapter.name, id, reach }];
    }),
  );
  const [first] = inTurn;
  if (ways.length > 0 || first === undefined || leadingTo(first.adapter, adapters).length > 0) {
    return ways;
  }
  return [{ adapter: first.adapter, id: first.id, reach: hasWritten ? 'open' : 'cold' }];
}
