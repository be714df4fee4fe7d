import type { StoreChange } from '../store-state.js';

/** A change as it stands in the journal: bytes as base64, everything else as it is. */
export function textOfChange(change: StoreChange): string {
  if (change.session === undefined) return JSON.stringify(change);
  const values = change.session.values.map(([key, value]) => [key, base64(value)] as const);
  return JSON.stringify({ ...change, session: { space: change.session.space, values } });
}

/** So deep what comes from outside may be for it to count as plain. */
const DEPTH = 12;

/** Whether something can certainly be written as JSON: plain lists, objects and values, not too deep. */
export function isPlain(value: unknown, depth = DEPTH): boolean {
  if (typeof value !== 'object' || value === null) {
    return typeof value !== 'bigint' && typeof value !== 'function' && typeof value !== 'symbol';
  }
  if (depth === 0) return false;
  if (Array.isArray(value)) return value.every((inner) => isPlain(inner, depth - 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const name in value) {
    if (!isPlain((value as Record<string, unknown>)[name], depth - 1)) return false;
  }
  return true;
}

function base64(value: Uint8Array | null): string | null {
  if (value === null) return null;
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
}

/** Bytes out of base64, in a buffer of their own. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

/** A change as it was before it was written down. */
export function changeOfText(read: StoreChange): StoreChange {
  if (read.session === undefined) return read;
  const values = read.session.values.map(
    ([key, value]) => [key, typeof value === 'string' ? bytesOf(value) : null] as const,
  );
  return { ...read, session: { ...read.session, values } };
}

/**
 * Reads JSON without keys that would reach the prototype of an object when merged. A plugin may have
 * stored one without knowing, out of what a member wrote: that must not keep the bot from starting.
 */
export function parseStored(text: string): unknown {
  // The reviver costs several times the parsing itself, and is hardly ever needed.
  return text.includes('__proto__') ? JSON.parse(text, withoutPrototypes) : JSON.parse(text);
}

function withoutPrototypes(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}
