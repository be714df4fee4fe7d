import type { Write } from './store.js';

/** What a record holds after a write that is made, whatever it held before. */
export function written(write: Write, old: unknown): unknown {
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
  return write.op === 'putIfAbsent' && old !== undefined ? old : written(write, old);
}
