import type { BinaryNode } from 'baileys';
import { type Companion, companionLid } from '../devices/companion.js';
import { directChat, type Entry } from '../messages/entry.js';
import type { Arrival } from '../messages/handset.js';
import { bundleNode } from '../signal/key-bundle.js';
import { seconds } from '../wire/group-node.js';
import { addressOf, lidOf, readAddress } from '../wire/jid.js';
import { childrenOf, node } from '../wire/node.js';
import type { Account } from '../world/account.js';
import { bring, type Destination } from './delivery.js';
import type { Network } from './network.js';

/** How often a phone asks for a message again before it gives up. */
const MOST_ATTEMPTS = 4;

function companionWith(network: Network, lid: string): Companion | undefined {
  return network.companions.all.find((companion) => companionLid(companion) === lid);
}

/** A phone could not read what a linked device sent: it asks for it again, with fresh keys. */
export function askAgain(
  network: Network,
  by: Account,
  { entry, from }: Arrival,
  attempt: number,
): void {
  const companion = companionWith(network, from);
  if (!companion || attempt > MOST_ATTEMPTS) return;
  const group = network.groups.groups.get(entry.chat);
  const bundle = bundleNode('', network.handset(by).keys.bundle());
  const [registration, ...keys] = childrenOf(bundle);
  if (!registration) return;
  const t = seconds(network.clock.now());
  const attributes = {
    id: entry.id,
    type: 'retry',
    t,
    from: group ? group.id : lidOf(by),
    participant: group && addressOf(by, group.addressing),
  };
  const stanza = node('receipt', attributes, [
    node('retry', { count: String(attempt), id: entry.id, t, v: '1' }),
    registration,
    node('keys', {}, keys),
  ]);
  companion.mailbox.post(`receipt:${entry.id}`, () => stanza);
}

/** A linked device could not read what a phone sent: the phone seals it once more. */
export function sendAgain(network: Network, to: Companion, receipt: BinaryNode): void {
  const { id = '', to: place = '', participant } = receipt.attrs;
  const group = network.groups.groups.get(place);
  const author = network.directory.find(participant ?? place);
  if (!author) return;
  const chat = group ? group.id : directChat(author, to.account);
  const entry = network.log.find(chat, id);
  if (!entry) return;
  const handset = network.handset(author);
  for (const holder of handset.senderKeyHolders) {
    if (holder.endsWith(` ${companionLid(to)}`)) handset.senderKeyHolders.delete(holder);
  }
  void handset.turn(() => handset.keys.forgetDevice(companionLid(to)));
  bringEntry(network, to, entry, group ? { group } : { person: to.account });
}

/** Brings a message that people wrote once more. */
export function bringEntry(
  network: Network,
  to: Companion,
  entry: Entry,
  destination: Destination,
): void {
  const { content } = entry;
  if (content) bring(network, to, { ...entry, content }, destination);
}

/** Whether a stanza from a device is about a message it could not read. */
export function isRetry({ attrs }: BinaryNode): boolean {
  return attrs.type === 'retry' && readAddress(attrs.to) !== undefined;
}
