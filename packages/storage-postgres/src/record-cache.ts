import type { Store, Stored } from '@kapwa/core';
import { type DraftRecord, pairOf } from './draft.js';
import { textOf } from './rows.js';

/** What a record holds, as text: whoever reads it gets a value of their own. */
interface Kept {
  readonly text: string;
  readonly version: number;
}

/**
 * Records that were read or written while only this process may write. A turn reads the same few
 * records as the turn before; asking the database for each of them takes most of the turn's time.
 */
export interface RecordCache {
  /** Only this process writes from now on, by a lease that has changed hands so often. */
  begin(epoch: number): void;
  /** Others may write by now. */
  end(): void;
  /** What a batch has written. */
  written(records: Iterable<DraftRecord>): void;
  /** Reads by way of what is known here. */
  reading(get: Store['get']): Store['get'];
}

/** So many records are known at most; the one that came first goes first. */
const MOST = 20_000;

/** Knows nothing yet, and remembers nothing before `begin`. */
export function createRecordCache(): RecordCache {
  /** Undefined for a record that is not there. */
  const known = new Map<string, Kept | undefined>();
  /** Which question about a record was the last one that no write came in between of. */
  const asked = new Map<string, object>();
  let epoch: number | undefined;

  const forget = (): void => {
    known.clear();
    asked.clear();
  };

  const keep = (pair: string, kept: Kept | undefined): void => {
    known.delete(pair);
    known.set(pair, kept);
    if (known.size <= MOST) return;
    const [first = pair] = known.keys();
    known.delete(first);
  };

  return {
    begin(next) {
      if (next === epoch) return;
      forget();
      epoch = next;
    },
    end() {
      forget();
      epoch = undefined;
    },
    written(records) {
      if (epoch === undefined) return;
      for (const { collection, key, version, value, isChanged } of records) {
        if (!isChanged) continue;
        const pair = pairOf(collection, key);
        asked.delete(pair);
        keep(pair, version === 0 ? undefined : { text: textOf(value), version });
      }
    },
    reading: (get) => async (collection, key) => {
      if (epoch === undefined) return get(collection, key);
      const pair = pairOf(collection, key);
      const kept = known.get(pair);
      if (kept !== undefined) {
        return { key, value: JSON.parse(kept.text), version: kept.version };
      }
      if (known.has(pair)) return undefined;
      const question = {};
      asked.set(pair, question);
      const found: Stored | undefined = await get(collection, key);
      if (asked.get(pair) !== question) return found;
      asked.delete(pair);
      keep(pair, found && { text: textOf(found.value), version: found.version });
      return found;
    },
  };
}
