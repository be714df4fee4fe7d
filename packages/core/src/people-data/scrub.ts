import { isAbout, type Traces, withoutWords, wordsOf } from './traces-of.js';

/** What stands where somebody stood. */
const GONE = 'erased';

function isThem(value: unknown, { ids, accounts, names }: Traces): boolean {
  if (typeof value !== 'string') return false;
  return ids.has(value) || accounts.has(value) || names.has(value);
}

function scrubbed(value: unknown, traces: Traces, words: readonly string[]): unknown {
  if (typeof value === 'string') {
    return isThem(value, traces) ? GONE : withoutWords(value, words, GONE);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const others = value.filter((item) => !isThem(item, traces));
    return others.map((item) => scrubbed(item, traces, words));
  }
  const entries = Object.entries(value).filter(([key]) => !isAbout(key, words));
  return Object.fromEntries(entries.map(([key, item]) => [key, scrubbed(item, traces, words)]));
}

/** Whether somebody stands anywhere in a value; `words` are those of their traces. */
export function isNamedIn(value: unknown, traces: Traces, words: readonly string[]): boolean {
  const isNamed = (inner: unknown): boolean =>
    isThem(inner, traces) ||
    (typeof inner === 'object' && inner !== null && Object.values(inner).some(isNamed));
  return isAbout(value, words) || isNamed(value);
}

/**
 * A record without somebody in it: out of lists they are left out, elsewhere `erased` stands in
 * their place. Undefined where the record is not about them. For records whose plugin does not say
 * how somebody is forgotten.
 */
export function scrub(value: unknown, traces: Traces): { readonly value: unknown } | undefined {
  const words = wordsOf(traces);
  if (!isNamedIn(value, traces, words)) return undefined;
  return { value: scrubbed(value, traces, words) };
}
