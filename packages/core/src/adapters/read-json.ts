/** What came of reading JSON that a stranger may have written. */
export type ReadJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

const unreadable: ReadJson = { ok: false };

/** A body of so many bytes can do no harm however it nests; an ordinary webhook has 500 to 1,000. */
const SMALL = 4096;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Whether brackets nest no deeper than allowed; looked at before anything is built from them. */
function isShallow(bytes: Uint8Array, deepest: number): boolean {
  if (bytes.length <= SMALL) return true;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] as number;
    if (inString) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth += 1;
      if (depth > deepest) return false;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth -= 1;
  }
  return true;
}

function bufferOf(bytes: Uint8Array): Buffer {
  if (Buffer.isBuffer(bytes)) return bytes;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Whether a dangerous key may hide in the text, also behind an escape such as `\u005f` for `_`. */
function isSuspicious(text: string): boolean {
  if (text.includes('__proto__') || text.includes('constructor')) return true;
  return text.includes('\\u00') && /\\u00[567]/.test(text);
}

/** Whether any object in it has a key by which a careless merge would change all objects. */
function hasDangerousKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.hasOwn(value, '__proto__')) return true;
  return Object.entries(value).some(
    ([key, child]) =>
      (key === 'constructor' &&
        typeof child === 'object' &&
        child !== null &&
        Object.hasOwn(child, 'prototype')) ||
      hasDangerousKey(child),
  );
}

/**
 * Reads JSON of a webhook without trusting it: refuses what nests deeper than `deepest` levels, and
 * what carries `__proto__` or `constructor.prototype` as a key. A message whose text says `__proto__`
 * is an ordinary message. Never throws.
 */
export function readJson(bytes: Uint8Array, deepest: number): ReadJson {
  if (!isShallow(bytes, deepest)) return unreadable;
  const text = bufferOf(bytes).toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    return isSuspicious(text) && hasDangerousKey(value) ? unreadable : { ok: true, value };
  } catch {
    return unreadable;
  }
}
