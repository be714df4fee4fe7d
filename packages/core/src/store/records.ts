import type { Stored, Write } from './store.js';

/** All records of a store by collection and key, in memory. */
export type Records = Map<string, Map<string, Stored>>;

function freeze(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}

function next(write: Write, old: unknown): unknown {
  switch (write.op) {
    case 'add':
      return (typeof old === 'number' ? old : 0) + write.by;
    case 'max':
      return typeof old === 'number' ? Math.max(old, write.value) : write.value;
    case 'append':
      return [...(Array.isArray(old) ? old : []), write.value];
    case 'put':
    case 'putIfAbsent':
      return write.value;
    case 'delete':
      return undefined;
  }
}

/** What a record would hold after a write; used for reading staged writes back, too. */
export function valueAfter(write: Write, old: unknown): unknown {
  return write.op === 'putIfAbsent' && old !== undefined ? old : next(write, old);
}

/**
 * Applies one write. What is stored is frozen, so that nobody who reads it can change it.
 */
export function applyWrite(records: Records, write: Write): void {
  let collection = records.get(write.collection);
  if (collection === undefined) {
    collection = new Map();
    records.set(write.collection, collection);
  }
  const old = collection.get(write.key);
  if (write.op === 'putIfAbsent' && old !== undefined) return;
  if (write.op === 'delete') {
    collection.delete(write.key);
    return;
  }
  collection.set(write.key, {
    key: write.key,
    value: freeze(next(write, old?.value)),
    version: (old?.version ?? 0) + 1,
  });
}

/** The records of a collection whose key starts with `prefix`, by key. */
export function recordsUnder(records: Records, collection: string, prefix: string): Stored[] {
  return [...(records.get(collection)?.values() ?? [])]
    .filter((record) => record.key.startsWith(prefix))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}
