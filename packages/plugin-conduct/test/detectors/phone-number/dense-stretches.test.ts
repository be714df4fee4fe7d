import { describe, expect, it } from 'vitest';
import { denseStretches } from '../../../src/detectors/phone-number/dense-stretches.js';

describe('where a phone number may stand', () => {
  it.each([
    ['words', 'Good morning, we meet at nine'],
    ['a few counts between words', '12 children, 3 mothers, 4 referrals, 1 death, 9 visits'],
    ['letters that look like digits', 'lol Oll IlI OOO lllll ooooo'],
  ])('is nowhere in %s', (_, text) => {
    expect(denseStretches(text)).toEqual([]);
  });

  it('is around seven digits, with the words next to them', () => {
    const text = 'call 0712 345 678 now';

    expect(denseStretches(text)).toEqual([{ start: 0, end: text.length }]);
  });

  it('is read for 8 KB and no further when a message is a wall of digits', () => {
    const read = denseStretches('0712345678 '.repeat(6_000));

    expect(read.reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThanOrEqual(8192);
  });
});
