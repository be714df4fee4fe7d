import type { proto } from 'baileys';
import type { Companion } from '../devices/companion.js';
import { directChat, type Entry } from '../messages/entry.js';
import { sealedStanza } from '../messages/send.js';
import type { Account } from '../world/account.js';
import { type GroupState, isAdmin } from '../world/group-state.js';
import type { Network } from './network.js';

/** Where a message goes. */
export type Destination = { readonly group: GroupState } | { readonly person: Account };

/** What else there is to say about a message. */
export interface Posting {
  readonly id: string;
  /** Linked devices get it only when it is released. */
  readonly isHeld?: boolean;
}

function entryFor(
  network: Network,
  by: Account,
  to: Destination,
  content: proto.IMessage,
  id: string,
): Entry {
  const at = network.clock.now();
  if ('person' in to) {
    const audience = new Set([by, to.person]);
    return { id, chat: directChat(by, to.person), by, at, isByAdmin: false, audience, content };
  }
  const { group } = to;
  const audience = new Set(group.ranks.keys());
  return { id, chat: group.id, by, at, isByAdmin: isAdmin(group, by), audience, content };
}

/** Brings an entry to one linked device, sealed by the phone it comes from. */
export function bring(
  network: Network,
  companion: Companion,
  entry: Entry & { readonly content: proto.IMessage },
  to: Destination,
): void {
  const { id, at, content: message, by } = entry;
  const handset = network.handset(by);
  const isOwnCopy = by === companion.account && 'person' in to;
  companion.mailbox.post(`message:${id}`, () =>
    sealedStanza(handset, companion, {
      id,
      at,
      message,
      ...('group' in to && { group: to.group }),
      ...(isOwnCopy && { to: to.person }),
    }),
  );
}

/** A person writes on their phone: everybody there has it, linked devices get it sealed. */
export function writeFromPhone(
  network: Network,
  by: Account,
  to: Destination,
  content: proto.IMessage,
  { id, isHeld }: Posting,
): Entry {
  const entry = { ...entryFor(network, by, to, content, id), content };
  network.log.add(entry);
  const deliver = (): void => {
    for (const account of entry.audience) {
      for (const companion of network.companions.of(account)) {
        bring(network, companion, entry, to);
      }
    }
  };
  if (isHeld) network.held.set(id, deliver);
  else deliver();
  return entry;
}
