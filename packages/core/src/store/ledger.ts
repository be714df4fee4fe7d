import type { LedgerEntry } from './store.js';

const DAY = 86_400_000;

/** How long it is known that there was a message. */
const LEDGER_DAYS = 7;

/** What is known of messages whose words are gone. */
export interface Ledger {
  add(entry: LedgerEntry): void;
  find(chat: string, message: string): LedgerEntry | undefined;
  /** Removes what an author wrote; tells on which days there was any. */
  forget(author: string): ReadonlySet<number>;
  /** Lets go of what is older than seven days by now. */
  expire(now: number): void;
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

/** Makes a ledger by days, so that old ones go a whole day at a time. */
export function createLedger(): Ledger {
  const days = new Map<number, Day>();
  let newest = 0;

  const expire = (now: number): void => {
    newest = Math.max(newest, now);
    const first = Math.floor(newest / DAY) - LEDGER_DAYS;
    for (const day of days.keys()) if (day < first) days.delete(day);
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
    expire,
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
