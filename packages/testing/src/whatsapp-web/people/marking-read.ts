import type { MessageRef } from '../api.js';
import type { Network } from '../server/network.js';
import { seconds } from '../wire/group-node.js';
import { addressOf, lidOf } from '../wire/jid.js';
import { node } from '../wire/node.js';
import type { Account } from '../world/account.js';
import type { Book } from './book.js';

/** Tells the linked devices of the sender that this person has read the message. */
export function markRead(
  by: Account,
  { id, group, from }: MessageRef,
  { companions, clock }: Network,
  book: Book,
): void {
  const state = group && book.stateOf(group);
  const attributes = {
    id,
    type: 'read',
    t: seconds(clock.now()),
    from: state ? state.id : lidOf(by),
    participant: state && addressOf(by, state.addressing),
  };
  for (const { mailbox } of companions.of(book.accountOf(from))) {
    mailbox.post(`receipt:${id}`, () => node('receipt', attributes));
  }
}
