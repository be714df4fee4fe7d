import type { BlueprintIssue } from './blueprint-issue.js';

/** More than any community needs; what repeats itself without end stops here. */
const MOST_VALUES = 200_000;
const DEEPEST = 32;

/** Keys that would reach into every object of the program instead of naming something. */
const DANGEROUS = new Set(['__proto__', 'constructor', 'prototype']);

/** A copy of unknown data, and what could not be copied. */
export interface PlainCopy {
  readonly data: unknown;
  readonly issues: readonly BlueprintIssue[];
  /** Whether something had to be cut off, so that what is left says little. */
  readonly isCut: boolean;
}

/**
 * Copies lists and plain objects, so that nothing later sees a dangerous key, a cycle, or data
 * that grows without end by pointing at itself.
 */
export function copyPlain(source: unknown): PlainCopy {
  const issues: BlueprintIssue[] = [];
  let left = MOST_VALUES;
  let isTooDeep = false;

  const copy = (value: unknown, path: readonly (string | number)[]): unknown => {
    left -= 1;
    if (left === 0) issues.push({ path: [], message: 'There is far too much in it. Shorten it.' });
    if (left <= 0) return undefined;
    const isList = Array.isArray(value);
    if (!isList && !isPlainObject(value)) return value;
    if (path.length >= DEEPEST) {
      if (!isTooDeep) issues.push({ path, message: 'This is nested far too deeply.' });
      isTooDeep = true;
      return undefined;
    }
    return isList
      ? value.map((item, index) => copy(item, [...path, index]))
      : copyObject(value, path);
  };

  const copyObject = (value: object, path: readonly (string | number)[]): object => {
    const result: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (DANGEROUS.has(key)) {
        const message = `"${key}" means something special to programs. Use another word.`;
        issues.push({ path: [...path, key], message });
      } else {
        result[key] = copy(item, [...path, key]);
      }
    }
    return result;
  };

  const data = copy(source, []);
  return { data, issues, isCut: isTooDeep || left <= 0 };
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The named values of an object; none of anything else. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isPlainObject(value) ? Object.entries(value) : [];
}

/** The value under a key of an object; undefined of anything else. */
export function valueAt(value: unknown, key: string): unknown {
  return isPlainObject(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

/** The items of a list; a single word or number counts as a list of one. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? [value] : [];
}
