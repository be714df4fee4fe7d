import type { BinaryNode } from 'baileys';
import { type Companion, companionLid } from '../devices/companion.js';
import { directChat, type Entry } from '../messages/entry.js';
import { type Copies, copiesOf, readMessage, type Taken } from '../messages/take.js';
import type { Sealed } from '../signal/phone-keys.js';
import { seconds } from '../wire/group-node.js';
import { lidOf, shownPnOf } from '../wire/jid.js';
import { node } from '../wire/node.js';
import type { Account } from '../world/account.js';
import { isAdmin, isMember } from '../world/group-state.js';
import type { Destination } from './delivery.js';
import type { Network } from './network.js';

/** What the rules for messages from linked devices depend on. */
export interface IntakeRules {
  /** A refusal planned for the next message. */
  plannedRefusal(): number | undefined;
  /** Whether this account may not write first to people it has no chat with. */
  mayNotReachOut(account: Account): boolean;
}

/** Who is no admin cannot write where only admins can; reported by clients, not documented. */
const ANNOUNCEMENT_REFUSED = 420;
/** Writing first is forbidden for the time being (baileys 7.0.0-rc14, decode-wa-message.js). */
const REACH_OUT_LOCKED = 463;

function destinationOf(network: Network, jid: string): Destination | undefined {
  const group = network.groups.groups.get(jid);
  if (group) return { group };
  const person = network.directory.find(jid);
  return person && { person };
}

function hasWritten(network: Network, by: Account, to: Account): boolean {
  return network.log.of(directChat(by, to)).some((entry) => entry.by === by);
}

function refusalFor(
  network: Network,
  rules: IntakeRules,
  by: Account,
  to: Destination | undefined,
): number | undefined {
  const planned = rules.plannedRefusal();
  if (planned !== undefined) return planned;
  if (!to) return 404;
  if ('group' in to) {
    if (!isMember(to.group, by)) return 403;
    const isClosed = to.group.settings.announce && !isAdmin(to.group, by);
    return isClosed ? ANNOUNCEMENT_REFUSED : undefined;
  }
  const isCold = to.person !== by && !hasWritten(network, to.person, by);
  return isCold && rules.mayNotReachOut(by) ? REACH_OUT_LOCKED : undefined;
}

function entryOf(network: Network, by: Account, to: Destination, id: string): Entry {
  const at = network.clock.now();
  if ('person' in to) {
    const audience = new Set([by, to.person]);
    return { id, chat: directChat(by, to.person), by, at, isByAdmin: false, audience };
  }
  const audience = new Set(to.group.ranks.keys());
  return { id, chat: to.group.id, by, at, isByAdmin: isAdmin(to.group, by), audience };
}

function forwarded(
  stanza: BinaryNode,
  from: Companion,
  to: Destination,
  copies: readonly Sealed[],
  at: number,
): BinaryNode {
  const { id, type, edit } = stanza.attrs;
  const by = from.account;
  const common = { id, type, edit, t: seconds(at), notify: by.name, addressing_mode: 'lid' };
  const attributes =
    'group' in to
      ? {
          ...common,
          from: to.group.id,
          participant: companionLid(from),
          participant_pn: shownPnOf(by),
        }
      : { ...common, from: companionLid(from), sender_pn: shownPnOf(by) };
  const encs = copies.map((sealed) => node('enc', { v: '2', type: sealed.type }, sealed.bytes));
  return node('message', attributes, encs);
}

function toPhones(network: Network, from: Companion, copies: Copies, entry: Entry): void {
  for (const account of entry.audience) {
    const mine = copies.for(account, 0);
    if (mine.length === 0) continue;
    network.handset(account).arrive({ entry, from: companionLid(from), copies: mine });
  }
}

function toOtherDevices(
  network: Network,
  stanza: BinaryNode,
  from: Companion,
  copies: Copies,
  to: Destination,
  entry: Entry,
): void {
  for (const account of entry.audience) {
    for (const companion of network.companions.of(account)) {
      const mine = companion === from ? [] : copies.for(account, companion.device);
      if (mine.length === 0) continue;
      const brought = forwarded(stanza, from, to, mine, entry.at);
      companion.mailbox.post(`message:${entry.id}`, () => brought);
    }
  }
}

/** In a chat of two the sender learns that the message has reached the phone. */
function tellDelivered(from: Companion, to: Destination, { id, at }: Entry): void {
  if (!('person' in to) || to.person === from.account) return;
  const receipt = node('receipt', { id, from: lidOf(to.person), t: seconds(at) });
  from.mailbox.post(`receipt:${id}`, () => receipt);
}

/** A copy for one phone that could not read the message the first time. */
function takeAgain(network: Network, from: Companion, taken: Taken): void {
  const account = network.directory.find(taken.only);
  const to = destinationOf(network, taken.to) ?? (account && { person: account });
  if (!account || !to || !taken.shared) return;
  const chat = 'group' in to ? to.group.id : directChat(from.account, to.person);
  const entry = network.log.find(chat, taken.id);
  if (entry) {
    network.handset(account).arrive({ entry, from: companionLid(from), copies: [taken.shared] });
  }
}

/** Takes a message from a linked device: checks it, acknowledges it, and brings it to everybody. */
export function takeMessage(
  network: Network,
  rules: IntakeRules,
  from: Companion,
  stanza: BinaryNode,
): void {
  const taken = readMessage(stanza);
  const ack = { id: taken.id, from: taken.to, class: 'message', t: seconds(network.clock.now()) };
  if (stanza.attrs.category === 'peer') {
    from.connection?.send(node('ack', ack));
    return;
  }
  if (taken.only !== undefined) {
    takeAgain(network, from, taken);
    from.connection?.send(node('ack', ack));
    return;
  }
  const to = destinationOf(network, taken.to);
  const error = refusalFor(network, rules, from.account, to);
  if (error !== undefined || !to) {
    from.connection?.send(node('ack', { ...ack, error: String(error) }));
    return;
  }
  const entry = entryOf(network, from.account, to, taken.id);
  network.log.add(entry);
  from.connection?.send(node('ack', ack));
  const copies = copiesOf(taken, network.directory);
  toPhones(network, from, copies, entry);
  toOtherDevices(network, stanza, from, copies, to, entry);
  tellDelivered(from, to, entry);
}
