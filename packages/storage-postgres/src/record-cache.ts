import type { Store, Stored } from '@kapwa/core';
import { type DraftRecord, pairOf, type RecordName } from './draft.js';
import { textOf } from './rows.js';

/** What a record holds, as text: whoever reads it gets a value of their own. */
interface Kept {
  readonly text: string;
  readonly version: number;
}

/**
 * Records that were read or written while this process holds the lease of the kit: others write only
 * what it then reads in their reports. A turn reads the same few records as the turn before; asking
 * the database for each of them takes most of the turn's time.
 */
export interface RecordCache {
  /** This process holds the lease from now on, which has changed hands so often. */
  begin(epoch: number): void;
  /** Others may write whatever they like by now. */
  end(): void;
  /** A batch begins; it is told what it has written once it came through. */
  writing(): (records: Iterable<DraftRecord>) => void;
  /** Others have written these: they are asked for again, whatever is still on its way. */
  forget(records: Iterable<RecordName>): void;
  /** Forgets all of them. */
  forgetAll(): void;
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
  /** What was forgotten since the batch under way began: others may have written it after it. */
  let forgotten: Set<string> | undefined;
  let epoch: number | undefined;

  const forgetAll = (): void => {
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
      forgetAll();
      epoch = next;
    },
    end() {
      forgetAll();
      epoch = undefined;
    },
    writing() {
      const since = new Set<string>();
      forgotten = since;
      return (records) => {
        if (forgotten === since) forgotten = undefined;
        if (epoch === undefined) return;
        for (const { collection, key, version, value, isChanged } of records) {
          if (!isChanged) continue;
          const pair = pairOf(collection, key);
          asked.delete(pair);
          if (since.has(pair)) known.delete(pair);
          else keep(pair, version === 0 ? undefined : { text: textOf(value), version });
        }
      };
    },
    forget(records) {
      if (epoch === undefined) return;
      for (const { collection, key } of records) {
        const pair = pairOf(collection, key);
        known.delete(pair);
        asked.delete(pair);
        forgotten?.add(pair);
      }
    },
    forgetAll,
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
