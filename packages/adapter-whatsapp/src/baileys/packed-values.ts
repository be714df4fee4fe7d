import type { SessionChanges } from './socket-port.js';

/** Many named values in one piece of memory, which goes to another thread without being copied. */
export interface PackedValues {
  readonly names: readonly string[];
  /** How long each value is, in bytes; -1 where one is removed. */
  readonly sizes: readonly number[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Packs changes of a session. A first message to 1,000 people changes 2,000 values, and taking
 * these over one by one would hold up the other thread.
 */
export function packValues(changes: SessionChanges): PackedValues {
  const values = [...changes.values()];
  const size = values.reduce((sum, value) => sum + (value?.length ?? 0), 0);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const value of values) {
    if (value === null) continue;
    bytes.set(value, at);
    at += value.length;
  }
  return {
    names: [...changes.keys()],
    sizes: values.map((value) => value?.length ?? -1),
    bytes,
  };
}

/** The changes as they were; the values share one piece of memory. */
export function unpackValues({ names, sizes, bytes }: PackedValues): SessionChanges {
  let at = 0;
  return new Map(
    names.map((name, index) => {
      const size = sizes[index] ?? -1;
      if (size < 0) return [name, null];
      at += size;
      return [name, bytes.subarray(at - size, at)];
    }),
  );
}
