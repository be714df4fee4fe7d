import type { proto } from 'baileys';
import type { Account } from '../world/account.js';

/** A chat: a group by its id, or two people by theirs. */
export type ChatKey = string;

/** The chat of two people. */
export function directChat(one: Account, other: Account): ChatKey {
  return [one.id, other.id].sort().join('+');
}

/** A message as the server saw it go by. */
export interface Entry {
  readonly id: string;
  readonly chat: ChatKey;
  readonly by: Account;
  /** ms UTC. */
  readonly at: number;
  /** The sender was an admin of the group at that moment. */
  readonly isByAdmin: boolean;
  /** Who got it, the sender included. */
  readonly audience: ReadonlySet<Account>;
  /** What people wrote; what a linked device sent is sealed, and each phone opens its own copy. */
  readonly content?: proto.IMessage;
}

/** All messages of all chats, in the order in which the server took them. */
export interface Log {
  add(entry: Entry): void;
  of(chat: ChatKey): readonly Entry[];
  /** The messages with this id in the chat; several when one was sent again. */
  find(chat: ChatKey, id: string): Entry | undefined;
}

/** An empty log; `added` is called whenever something new stands in it. */
export function createLog(added: () => void): Log {
  const chats = new Map<ChatKey, Entry[]>();
  return {
    add(entry) {
      const entries = chats.get(entry.chat);
      if (entries) entries.push(entry);
      else chats.set(entry.chat, [entry]);
      added();
    },
    of: (chat) => chats.get(chat) ?? [],
    find: (chat, id) => chats.get(chat)?.find((entry) => entry.id === id),
  };
}
