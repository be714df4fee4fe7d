import type { MessageRef } from '../api.js';
import { directChat } from '../messages/entry.js';
import type { Network } from '../server/network.js';
import { bringEntry } from '../server/retries.js';
import type { Book } from './book.js';

/** Brings a message that somebody wrote to every linked device once more. */
export function repeat({ id, group, from, to }: MessageRef, network: Network, book: Book): void {
  const state = group && book.stateOf(group);
  const other = to && book.accountOf(to);
  const chat = state ? state.id : other && directChat(book.accountOf(from), other);
  const entry = chat === undefined ? undefined : network.log.find(chat, id);
  if (!entry?.content) throw new Error(`There is no message ${id} that somebody wrote on a phone.`);
  for (const account of entry.audience) {
    for (const companion of network.companions.of(account)) {
      if (state) bringEntry(network, companion, entry, { group: state });
      else if (other) bringEntry(network, companion, entry, { person: other });
    }
  }
}
