import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromKept, keptPrefix, toKept } from '../src/any-text.js';

/** Texts of what PostgreSQL does not keep, or what stands for it, more often than not. */
const awkward = fc
  .array(fc.constantFrom('\0', '\ue000', '0001', 'd83d', '\ud83d', '\ude00', '😀', 'أ', 'a', '/'))
  .map((parts) => parts.join(''));

it('gives back any text as it was', () => {
  fc.assert(
    fc.property(awkward, (text) => {
      expect(fromKept(toKept(text))).toBe(text);
    }),
  );
});

it('makes of any text one that PostgreSQL keeps', () => {
  fc.assert(
    fc.property(awkward, (text) => {
      expect(toKept(text)).not.toMatch(/\0|\p{Surrogate}/u);
    }),
  );
});

it('makes different texts of different ones, and leaves ordinary ones as they are', () => {
  fc.assert(
    fc.property(awkward, awkward, (one, other) => {
      expect(toKept(one) === toKept(other)).toBe(one === other);
    }),
  );
  expect(toKept('group:health/north-area Ñ أ 😀')).toBe('group:health/north-area Ñ أ 😀');
});

it('finds by its beginning whatever begins with it, half a pair at the end or not', () => {
  fc.assert(
    fc.property(awkward, fc.nat(20), (text, end) => {
      expect(toKept(text).startsWith(keptPrefix(text.slice(0, end)))).toBe(true);
    }),
  );
});
