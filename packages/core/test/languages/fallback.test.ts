import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalTag, fallbackChain } from '../../src/languages/fallback.js';

describe('a language', () => {
  it.each([
    ['tl-PH', 'fil-PH'],
    ['en_US', 'en-US'],
    ['in', 'id'],
    ['iw', 'he'],
    ['ZH-hant-tw', 'zh-Hant-TW'],
    ['', undefined],
    ['not a tag', undefined],
    ['*', undefined],
  ])('has one proper name: %s is %s', (tag, canonical) => {
    expect(canonicalTag(tag)).toBe(canonical);
  });

  it.each([
    ['sw', ['sw', 'en']],
    ['sw-KE', ['sw-KE', 'sw', 'en']],
    ['zh-Hant-TW', ['zh-Hant-TW', 'zh-Hant', 'zh', 'en']],
    ['ceb', ['ceb', 'fil', 'en']],
    ['ceb-PH', ['ceb-PH', 'ceb', 'fil', 'en']],
    ['tl', ['fil', 'en']],
    ['ht', ['ht', 'fr', 'en']],
    ['arz', ['arz', 'ar', 'en']],
    ['en-GB', ['en-GB', 'en']],
    ['not a tag', ['en']],
  ])('is looked for in its nearest ones, English last: %s', (tag, chain) => {
    expect(fallbackChain(tag)).toEqual(chain);
  });

  it('has a chain without repetition that ends in English, whatever somebody writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (tag) => {
        const chain = fallbackChain(tag);

        expect(new Set(chain).size).toBe(chain.length);
        expect(chain.some((one) => one === 'en')).toBe(true);
      }),
    );
  });
});
