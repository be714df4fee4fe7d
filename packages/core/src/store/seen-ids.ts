import { randomBytes } from 'node:crypto';
import { createIdDay, type IdDay } from './id-day.js';
import { createKeyedHash } from './keyed-hash.js';

const DAY = 86_400_000;

/** How long an event id is remembered: longer than the seven days for which Meta repeats a webhook. */
const SEEN_DAYS = 8;

/** The ids that came on one day, counted from 1970: the first 64 bits of a keyed hash of each. */
interface SeenDay {
  readonly day: number;
  readonly count: number;
  /** From the number `from` on, 8 bytes each. */
  bytes(from: number): Uint8Array;
}

/**
 * Remembers ids by the day they came, so that old ones go a whole day at a time. An id takes
 * about 20 bytes however long it is, and nobody can read one back without the key.
 */
export interface SeenIds {
  /** Random for each store: who can choose ids cannot make two of them look alike. */
  readonly key: string;
  has(id: string): boolean;
  add(id: string, at: number): void;
  /** Ids by day, for writing down. */
  days(): readonly SeenDay[];
  /** What was written down before. */
  load(day: number, hashes: Uint8Array): void;
}

/** Makes a memory of ids. */
export function createSeenIds(key = randomBytes(16).toString('hex')): SeenIds {
  /** In the order in which they came up. */
  let days: readonly { readonly day: number; readonly ids: IdDay }[] = [];
  const hashOf = createKeyedHash(key);
  let newest = 0;

  const idsOf = (wanted: number): IdDay => {
    for (const { day, ids } of days) if (day === wanted) return ids;
    const ids = createIdDay();
    newest = Math.max(newest, wanted);
    days = [...days, { day: wanted, ids }].filter(({ day }) => day >= newest - SEEN_DAYS);
    return ids;
  };

  return {
    key,
    has(id) {
      const { high, low } = hashOf(id);
      for (const { ids } of days) if (ids.has(high, low)) return true;
      return false;
    },
    add(id, at) {
      const { high, low } = hashOf(id);
      // A clock that was set back must not make an id look older than it is.
      idsOf(Math.max(Math.floor(at / DAY), newest)).add(high, low);
    },
    days: () =>
      days.map(({ day, ids }) => ({
        day,
        count: ids.count(),
        bytes: (from) => ids.bytes(from),
      })),
    load(day, hashes) {
      const view = new DataView(hashes.buffer, hashes.byteOffset, hashes.byteLength);
      const ids = idsOf(day);
      for (let at = 0; at + 8 <= hashes.byteLength; at += 8) {
        ids.add(view.getUint32(at), view.getUint32(at + 4));
      }
    },
  };
}
