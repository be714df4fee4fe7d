import type { LedgerEntry, LedgerRule, LedgerSpan } from './store.js';

const DAY = 86_400_000;

/** How long it is known that there was a message. */
const LEDGER_DAYS = 7;

/** What is known of messages whose words are gone. */
export interface Ledger {
  add(entry: LedgerEntry): void;
  find(chat: string, message: string): LedgerEntry | undefined;
  /** Removes what an author wrote; tells on which days there was any. */
  forget(author: string): ReadonlySet<number>;
  /**
   * Lets go of what is older than seven days by now, or than a rule wants it; tells whether anything
   * has changed.
   */
  expire(now: number, rule?: LedgerRule): boolean;
  /** The latest moment it knows of, ms UTC. */
  newest(): number;
  /** The days, counted from 1970, of which something is kept. */
  days(): readonly number[];
  on(day: number): readonly LedgerEntry[];
}

/** The day of an entry, counted from 1970. */
export function ledgerDay({ at }: Pick<LedgerEntry, 'at'>): number {
  return Math.floor(at / DAY);
}

/** The entries of one day by chat and message. */
type Day = Map<string, Map<string, LedgerEntry>>;

/** Leaves of a chat what may be kept of it; tells whether that was less. */
function shorten(
  chat: Map<string, LedgerEntry>,
  now: number,
  { messages, fingerprints }: LedgerSpan,
): boolean {
  let isChanged = false;
  for (const [message, entry] of chat) {
    const { fingerprint, ...rest } = entry;
    if (entry.at < now - messages) {
      chat.delete(message);
      isChanged = true;
    } else if (fingerprint !== undefined && entry.at < now - fingerprints) {
      chat.set(message, rest);
      isChanged = true;
    }
  }
  return isChanged;
}

/** Makes a ledger by days, so that old ones go a whole day at a time. */
export function createLedger(): Ledger {
  const days = new Map<number, Day>();
  let newest = 0;

  const expire = (now: number): boolean => {
    newest = Math.max(newest, now);
    const before = days.size;
    const first = Math.floor(newest / DAY) - LEDGER_DAYS;
    for (const day of days.keys()) if (day < first) days.delete(day);
    return days.size < before;
  };

  const dayOf = (entry: LedgerEntry): Day => {
    const number = ledgerDay(entry);
    let day = days.get(number);
    if (day === undefined) {
      day = new Map();
      days.set(number, day);
    }
    return day;
  };

  return {
    add(entry) {
      if (entry.at > newest) expire(entry.at);
      const day = dayOf(entry);
      const chat = day.get(entry.chat);
      if (chat === undefined) day.set(entry.chat, new Map([[entry.message, entry]]));
      else chat.set(entry.message, entry);
    },
    expire(now, rule) {
      let isChanged = expire(now);
      if (rule === undefined) return isChanged;
      for (const day of days.values()) {
        for (const [name, chat] of day) {
          isChanged = shorten(chat, now, rule.chats.get(name) ?? rule.others) || isChanged;
        }
      }
      return isChanged;
    },
    find(chat, message) {
      let found: LedgerEntry | undefined;
      for (const day of days.values()) {
        const entry = day.get(chat)?.get(message);
        if (entry !== undefined && (found === undefined || entry.at >= found.at)) found = entry;
      }
      const isOld = found !== undefined && found.at < newest - LEDGER_DAYS * DAY;
      return isOld ? undefined : found;
    },
    forget(author) {
      const touched = new Set<number>();
      for (const [number, day] of days) {
        for (const chat of day.values()) {
          for (const [message, entry] of chat) {
            if (entry.author === author && chat.delete(message)) touched.add(number);
          }
        }
      }
      return touched;
    },
    newest: () => newest,
    days: () => [...days.keys()],
    on: (number) => [...(days.get(number)?.values() ?? [])].flatMap((chat) => [...chat.values()]),
  };
}
