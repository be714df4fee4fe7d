import { randomBytes } from 'node:crypto';
import { createKeyedHash } from './keyed-hash.js';
import { createLedgerDay, type LedgerDay } from './ledger-day.js';
import type { LedgerEntry, LedgerRule, LedgerSpan } from './store.js';

const DAY = 86_400_000;

/** How long it is known that there was a message. */
const LEDGER_DAYS = 7;

/** The entries of one day, counted from 1970, for writing down. */
export interface LedgerRows extends Pick<LedgerDay, 'entries'> {
  readonly day: number;
  /** How many were added so far, replaced and forgotten ones too. */
  readonly count: number;
}

/** What is known of messages whose words are gone. */
export interface Ledger {
  add(entry: LedgerEntry): void;
  find(chat: string, message: string): LedgerEntry | undefined;
  /** Removes what an author wrote. */
  forget(author: string): void;
  /**
   * Lets go of what is older than seven days by now, or than a rule wants it; tells whether anything
   * has changed.
   */
  expire(now: number, rule?: LedgerRule): boolean;
  /** The latest moment it knows of, ms UTC. */
  newest(): number;
  days(): readonly LedgerRows[];
}

/** The day of a moment, counted from 1970. */
const dayOf = (at: number): number => Math.floor(at / DAY);

/** Makes a ledger by days, so that old ones go a whole day at a time. */
export function createLedger(): Ledger {
  const hashOf = createKeyedHash(randomBytes(16).toString('hex'));
  /** In the order in which they came up. */
  let days: readonly { readonly day: number; readonly rows: LedgerDay }[] = [];
  let newest = 0;

  const firstDay = (): number => dayOf(newest) - LEDGER_DAYS;

  /** Tells whether a whole day has gone. */
  const goOnTo = (now: number): boolean => {
    if (now <= newest) return false;
    const isSameDay = dayOf(now) === dayOf(newest);
    newest = now;
    if (isSameDay) return false;
    const before = days.length;
    days = days.filter(({ day }) => day >= firstDay());
    return days.length < before;
  };

  const rowsOf = (wanted: number): LedgerDay => {
    for (const { day, rows } of days) if (day === wanted) return rows;
    const rows = createLedgerDay(hashOf);
    days = [...days, { day: wanted, rows }];
    return rows;
  };

  return {
    add(entry) {
      goOnTo(entry.at);
      const day = dayOf(entry.at);
      if (day >= firstDay()) rowsOf(day).add(entry);
    },
    expire(now, rule) {
      let isChanged = goOnTo(now);
      if (rule === undefined) return isChanged;
      const spanOf = (chat: string): LedgerSpan => rule.chats.get(chat) ?? rule.others;
      for (const { rows } of days) isChanged = rows.shorten(now, spanOf) || isChanged;
      return isChanged;
    },
    find(chat, message) {
      let found: LedgerEntry | undefined;
      for (const { rows } of days) {
        const entry = rows.find(chat, message);
        if (entry !== undefined && (found === undefined || entry.at >= found.at)) found = entry;
      }
      const isOld = found !== undefined && found.at < newest - LEDGER_DAYS * DAY;
      return isOld ? undefined : found;
    },
    forget(author) {
      for (const { rows } of days) rows.forget(author);
    },
    newest: () => newest,
    days: () => days.map(({ day, rows }) => ({ day, count: rows.count(), entries: rows.entries })),
  };
}
