import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromKept, keptRange, toKept } from '../src/any-text.js';

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

const isBefore = (one: string, other: string): boolean =>
  Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0;

function isIn(text: string, prefix: string): boolean {
  const { from, before } = keptRange(prefix);
  const kept = toKept(text);
  return !isBefore(kept, from) && (before === undefined || isBefore(kept, before));
}

it('finds in a range whatever begins with a text, half a pair at its end or not', () => {
  fc.assert(
    fc.property(awkward, fc.nat(20), (text, end) => {
      expect(isIn(text, text.slice(0, end))).toBe(true);
    }),
  );
});

it('finds nothing else in it', () => {
  const whole = fc
    .array(fc.constantFrom('a', 'b', '/', '\ud7ff', '\ue000', '\uffff', '😀', '\u{10ffff}'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(whole, whole, (text, prefix) => {
      expect(isIn(text, prefix)).toBe(text.startsWith(prefix));
    }),
    { numRuns: 1_000 },
  );
});
