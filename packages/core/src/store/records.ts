import { createKeyIndex, type KeyIndex } from './key-index.js';
import type { Changes, Stored, Write } from './store.js';
import { written } from './value-after.js';

/** All records of a store, in memory. */
export interface Records {
  get(collection: string, key: string): Stored | undefined;
  /** The records of a collection whose key starts with `prefix`, by key. */
  under(collection: string, prefix: string): readonly Stored[];
  /** What is stored is frozen, so that nobody who reads it can change it. */
  apply(write: Write): void;
  /** Puts a record in as it was stored before. */
  load(collection: string, record: Stored): void;
  /** Counts the changes of these collections from now on. */
  changesOf(collections: readonly string[]): Changes;
  /** The names of all collections that hold or have held something. */
  names(): readonly string[];
  /** How many there are. */
  count(): number;
  /** All of them as they are now; what is written later does not show in it. */
  image(): Record<string, Stored[]>;
}

/** Freezes plain data all the way down. Bytes cannot be frozen. */
export function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  Object.freeze(value);
  if (Array.isArray(value)) {
    for (const inner of value) freeze(inner);
  } else {
    for (const name in value) freeze((value as Record<string, unknown>)[name]);
  }
}

interface Shelf {
  readonly records: Map<string, Stored>;
  /** Those who count its changes. */
  readonly counters: { count: number }[];
  /** Made when somebody asks for a list: most collections are only read by key. */
  index?: KeyIndex;
}

/**
 * The same text in one piece. A key put together of parts is kept by V8 as its parts and the whole:
 * for everybody who is ever seen, that is a hundred bytes.
 */
function inOnePiece(key: string): string {
  return key.split('/').join('/');
}

function applyTo(shelf: Shelf, write: Write): number {
  const old = shelf.records.get(write.key);
  const key = old?.key ?? inOnePiece(write.key);
  if (write.op === 'putIfAbsent' && old !== undefined) return 0;
  if (write.op === 'delete') {
    if (!shelf.records.delete(key)) return 0;
    shelf.index?.remove(key);
    return -1;
  }
  const value = written(write, old?.value);
  // What a list held before is frozen already, and can be long.
  if (write.op === 'append') freeze(write.value);
  else freeze(value);
  if (write.op === 'append') Object.freeze(value);
  shelf.records.set(key, { key, value, version: (old?.version ?? 0) + 1 });
  if (old !== undefined) return 0;
  shelf.index?.add(key);
  return 1;
}

/** Makes an empty memory of records. */
export function createRecords(): Records {
  const shelves = new Map<string, Shelf>();
  const counters = new Map<string, Shelf['counters']>();
  let count = 0;

  const countersOf = (collection: string): Shelf['counters'] => {
    const known = counters.get(collection) ?? [];
    counters.set(collection, known);
    return known;
  };

  const shelfOf = (collection: string): Shelf => {
    const known = shelves.get(collection);
    if (known !== undefined) return known;
    const shelf: Shelf = { records: new Map(), counters: countersOf(collection) };
    shelves.set(collection, shelf);
    return shelf;
  };

  return {
    get: (collection, key) => shelves.get(collection)?.records.get(key),
    under(collection, prefix) {
      const shelf = shelves.get(collection);
      if (shelf === undefined) return [];
      shelf.index ??= createKeyIndex(shelf.records.keys());
      return shelf.index.under(prefix).map((key) => shelf.records.get(key) as Stored);
    },
    apply(write) {
      const shelf = shelfOf(write.collection);
      count += applyTo(shelf, write);
      for (const counter of shelf.counters) counter.count += 1;
    },
    load(collection, record) {
      const { records } = shelfOf(collection);
      if (!records.has(record.key)) count += 1;
      freeze(record.value);
      records.set(record.key, record);
    },
    changesOf(collections) {
      const counter = { count: 0 };
      for (const name of collections) countersOf(name).push(counter);
      return counter;
    },
    names: () => [...shelves.keys()],
    count: () => count,
    image() {
      // Without a prototype: a collection may have any name.
      const all = Object.create(null) as Record<string, Stored[]>;
      for (const [name, { records }] of shelves) all[name] = [...records.values()];
      return all;
    },
  };
}
