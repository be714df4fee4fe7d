import type { KeyedHash } from './keyed-hash.js';
import { createPackedTexts } from './packed-texts.js';
import { createPlaceTable } from './place-table.js';
import type { LedgerEntry, LedgerSpan } from './store.js';

/** One day of the ledger, packed: nothing in it is an object of its own, however many there are. */
export interface LedgerDay {
  /** Puts an entry behind the others; it replaces an earlier one of the same message. */
  add(entry: LedgerEntry): void;
  find(chat: string, message: string): LedgerEntry | undefined;
  /** Whether the author wrote any of it; then none of that is left. */
  forget(author: string): boolean;
  /** Lets go of what is older than its chat wants it; tells whether there was any. */
  shorten(now: number, spanOf: (chat: string) => LedgerSpan): boolean;
  /** How many have been added, replaced and forgotten ones too. */
  count(): number;
  /** Those added as the `from`th to before the `to`th that are neither replaced nor forgotten. */
  entries(from: number, to: number): readonly LedgerEntry[];
}

const fates = ['stands', 'edited', 'gone'] as const satisfies readonly LedgerEntry['fate'][];

/** The numbers of one entry, in their order. */
const CHAT = 0;
const AUTHOR = 1;
/** Its kind, before the bits that say whether the id of the message is wide and what its fate is. */
const SORT = 2;
/** Where the id of the message begins; it ends where the next one begins. */
const START = 3;
const NUMBERS = 4;

const FATE = 0b011;
const WIDE = 0b100;
const SORT_BITS = 3;

/** In place of its fate, in an entry that was replaced or forgotten. */
const DEAD = 3;

const SMALLEST = 64;

/** Gives equal texts the same number, from 1; what is asked for again is not even looked up. */
function createNames() {
  const numbers = new Map<string, number>();
  const texts: string[] = [''];
  let last: string | undefined;
  let ofLast = 0;
  const known = (text: string): number => {
    if (text !== last) ofLast = numbers.get(text) ?? 0;
    last = text;
    return ofLast;
  };
  return {
    /** 0 for one that has none. */
    known,
    text: (number: number): string => texts[number] ?? '',
    numberOf(text: string): number {
      if (known(text) > 0) return ofLast;
      ofLast = texts.push(text) - 1;
      numbers.set(text, ofLast);
      return ofLast;
    },
    forget(text: string, number: number): void {
      last = undefined;
      numbers.delete(text);
      texts[number] = '';
    },
  };
}

/** Makes an empty day; whoever can choose the ids of messages cannot make finding them slow. */
export function createLedgerDay(hashOf: KeyedHash): LedgerDay {
  const chats = createNames();
  const kinds = createNames();
  /** Apart from the others: they are the only ones that are forgotten. */
  const authors = createNames();
  /** Few entries have one. */
  const fingerprints = new Map<number, string>();
  let rows = new Uint32Array(SMALLEST * NUMBERS);
  let times = new Float64Array(SMALLEST);
  const messages = createPackedTexts();
  /** Rows by chat and message. */
  const table = createPlaceTable();
  let count = 0;

  const value = (row: number, column: number): number => rows[row * NUMBERS + column] as number;
  const set = (row: number, column: number, to: number): void => {
    rows[row * NUMBERS + column] = to;
  };
  const isDead = (row: number): boolean => (value(row, SORT) & FATE) === DEAD;
  const isWide = (row: number): boolean => (value(row, SORT) & WIDE) !== 0;
  const endOf = (row: number): number => (row + 1 < count ? value(row + 1, START) : messages.end());

  const isOf = (place: number, chat: number, message: string): boolean => {
    const row = place - 1;
    if (value(row, CHAT) !== chat) return false;
    return messages.is(message, value(row, START), endOf(row), isWide(row));
  };

  const hashIn = (chat: number, message: string): number =>
    (hashOf(message).low ^ Math.imul(chat, 0x9e3779b1)) >>> 0;

  const grow = (): void => {
    const [old, oldTimes] = [rows, times];
    rows = new Uint32Array(old.length * 2);
    rows.set(old);
    times = new Float64Array(oldTimes.length * 2);
    times.set(oldTimes);
  };

  const entryOf = (row: number): LedgerEntry => {
    const fingerprint = fingerprints.get(row);
    return {
      chat: chats.text(value(row, CHAT)),
      message: messages.read(value(row, START), endOf(row), isWide(row)),
      author: authors.text(value(row, AUTHOR)),
      kind: kinds.text(value(row, SORT) >>> SORT_BITS),
      ...(fingerprint === undefined ? {} : { fingerprint }),
      at: times[row] as number,
      fate: fates[value(row, SORT) & FATE] ?? 'gone',
    };
  };

  /** Its place in the table stays taken: what stands behind it is still found. */
  const bury = (row: number): void => {
    set(row, SORT, DEAD);
    set(row, CHAT, 0);
    set(row, AUTHOR, 0);
    messages.clear(value(row, START), endOf(row));
    if (fingerprints.size > 0) fingerprints.delete(row);
  };

  return {
    add({ chat, message, author, kind, fingerprint, at, fate }) {
      if (count === times.length) grow();
      const number = chats.numberOf(chat);
      const hash = hashIn(number, message);
      const before = table.find(hash, isOf, number, message);
      const row = count;
      set(row, CHAT, number);
      set(row, AUTHOR, authors.numberOf(author));
      set(row, START, messages.end());
      const width = messages.add(message) ? WIDE : 0;
      set(row, SORT, (kinds.numberOf(kind) << SORT_BITS) | width | fates.indexOf(fate));
      times[row] = at;
      if (fingerprint !== undefined) fingerprints.set(row, fingerprint);
      count += 1;
      if (before === 0) {
        table.add(hash, count);
      } else {
        table.replace(hash, before, count);
        bury(before - 1);
      }
    },
    find(chat, message) {
      const number = chats.known(chat);
      if (number === 0) return undefined;
      const place = table.find(hashIn(number, message), isOf, number, message);
      return place === 0 ? undefined : entryOf(place - 1);
    },
    forget(author) {
      const number = authors.known(author);
      if (number === 0) return false;
      for (let row = 0; row < count; row += 1) if (value(row, AUTHOR) === number) bury(row);
      authors.forget(author, number);
      return true;
    },
    shorten(now, spanOf) {
      let isChanged = false;
      for (let row = 0; row < count; row += 1) {
        if (isDead(row)) continue;
        const span = spanOf(chats.text(value(row, CHAT)));
        const at = times[row] as number;
        if (at < now - span.messages) bury(row);
        else if (!(at < now - span.fingerprints && fingerprints.delete(row))) continue;
        isChanged = true;
      }
      return isChanged;
    },
    count: () => count,
    entries(from, to) {
      const found: LedgerEntry[] = [];
      for (let row = from; row < to; row += 1) if (!isDead(row)) found.push(entryOf(row));
      return found;
    },
  };
}
