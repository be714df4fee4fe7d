import type { proto } from 'baileys';
import {
  createPhoneKeys,
  type IdentityKeys,
  type PhoneKeys,
  type Sealed,
} from '../signal/phone-keys.js';
import type { Account } from '../world/account.js';
import type { Entry } from './entry.js';

/** A sealed message that has reached a phone. */
export interface Arrival {
  readonly entry: Entry;
  /** The device that sealed it, by its hidden address. */
  readonly from: string;
  /** This phone's own copies, in the order in which they stand in the stanza. */
  readonly copies: readonly Sealed[];
}

/** The inside of a phone: its keys, what has arrived, and what could be read of it. */
export interface Handset {
  readonly account: Account;
  readonly keys: PhoneKeys;
  /** Which linked devices have this phone's sender key for a group: `group device`. */
  readonly senderKeyHolders: Set<string>;
  arrive(arrival: Arrival): void;
  /** Opens everything that has arrived, in order. */
  openAll(): Promise<void>;
  contentOf(entry: Entry): proto.IMessage | undefined;
  /** Does one thing after the other with the keys: a ratchet must not be turned twice at once. */
  turn<T>(work: () => Promise<T>): Promise<T>;
}

/** Where a phone turns to when it cannot read what has come. */
export type AskAgain = (arrival: Arrival, attempt: number) => void;

async function openOne(keys: PhoneKeys, { entry, from, copies }: Arrival) {
  let content: proto.IMessage | undefined;
  for (const copy of copies) {
    const opened =
      copy.type === 'skmsg'
        ? await keys.openFromGroup(entry.chat, from, copy.bytes)
        : await keys.open(from, copy);
    content = { ...content, ...(opened.deviceSentMessage?.message ?? opened) };
  }
  return content;
}

/** A phone in somebody's hand. */
export function createHandset(
  account: Account,
  identity: () => IdentityKeys,
  askAgain: AskAgain,
): Handset {
  const keys = createPhoneKeys(identity);
  const arrivals: Arrival[] = [];
  const opened = new Map<Entry, proto.IMessage>();
  const attempts = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();

  function turn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  async function open(arrival: Arrival): Promise<void> {
    try {
      const content = await openOne(keys, arrival);
      if (content) opened.set(arrival.entry, content);
    } catch {
      const { id } = arrival.entry;
      const attempt = (attempts.get(id) ?? 0) + 1;
      attempts.set(id, attempt);
      askAgain(arrival, attempt);
    }
  }

  return {
    account,
    keys,
    senderKeyHolders: new Set(),
    turn,
    arrive: (arrival) => void arrivals.push(arrival),
    openAll: () =>
      turn(async () => {
        for (let next = arrivals.shift(); next; next = arrivals.shift()) await open(next);
      }),
    contentOf: (entry) => entry.content ?? opened.get(entry),
  };
}
