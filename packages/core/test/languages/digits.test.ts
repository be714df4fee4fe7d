import { anyCharacter } from '@kapwa/testing/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiDigits } from '../../src/languages/digits.js';

/** The digits 0 to 9 of every script that this machine's Intl can write. */
const scripts = Intl.supportedValuesOf('numberingSystem').flatMap((numberingSystem) => {
  const format = new Intl.NumberFormat('en', { numberingSystem, useGrouping: false });
  const digits = Array.from({ length: 10 }, (_, digit) => format.format(digit));
  return digits.every((digit) => /^\p{Nd}$/u.test(digit))
    ? [[numberingSystem, digits] as const]
    : [];
});

describe('digits', () => {
  it('of many scripts are tried here', () => {
    expect(scripts.length).toBeGreaterThan(50);
  });

  it.each(scripts)('of %s become 0 to 9', (_, digits) => {
    expect(digits.map(asciiDigits).join('')).toBe('0123456789');
    expect(asciiDigits(`+${digits[9]}${digits[0]} x`)).toBe('+90 x');
  });

  it('are all that changes in a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        const changed = asciiDigits(text);

        expect([...changed]).toHaveLength([...text].length);
        expect(changed.replace(/\d/g, '0')).toBe(text.replace(/\p{Nd}/gu, '0'));
      }),
    );
  });
});
