import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIdDay } from '../../src/store/id-day.js';

/** Few different halves, so that numbers meet in their places. */
const half = fc.oneof(fc.constantFrom(0, 1, 127, 128, 255, 0xffff_ffff), fc.nat({ max: 400 }));

describe('the ids of a day', () => {
  it('are those that were added, each once, in the order they came', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(half, half), { maxLength: 400 }), (numbers) => {
        const day = createIdDay();
        const known = new Map<string, readonly [number, number]>();
        for (const [high, low] of numbers) {
          expect(day.has(high, low)).toBe(known.has(`${high} ${low}`));
          day.add(high, low);
          known.set(`${high} ${low}`, known.get(`${high} ${low}`) ?? [high, low]);
          expect(day.count()).toBe(known.size);
        }
        const bytes = Buffer.from(day.bytes(0));
        const read = [...known.keys()].map((_, index) => [
          bytes.readUInt32BE(index * 8),
          bytes.readUInt32BE(index * 8 + 4),
        ]);
        expect(read).toEqual([...known.values()]);
        for (const [high, low] of known.values()) expect(day.has(high, low)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('are handed over from any of them on', () => {
    const day = createIdDay();
    for (let number = 1; number <= 5; number += 1) day.add(number, number * 2);

    expect([...day.bytes(4)]).toEqual([0, 0, 0, 5, 0, 0, 0, 10]);
    expect(day.bytes(5)).toHaveLength(0);
  });

  it('never fill their table more than half, however many come: a search stays short', () => {
    const day = createIdDay();
    for (let number = 0; number < 5_000; number += 1) day.add(number, number * 3);

    expect(day.count()).toBe(5_000);
    expect(day.has(4_999, 4_999 * 3)).toBe(true);
    expect(day.has(5_000, 5_000 * 3)).toBe(false);
  });
});
