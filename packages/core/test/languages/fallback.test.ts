import { canonicalTag, fallbackChain, matchLanguage } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

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

describe('what somebody asks for', () => {
  const available = ['en', 'fil', 'sw', 'hi', 'ar', 'pt', 'pt-PT', 'zh-Hans', 'ur'];

  it.each([
    ['tl', 'fil'],
    ['tl-PH', 'fil'],
    ['ceb', 'fil'],
    ['en_US', 'en'],
    ['en-KE', 'en'],
    ['pt-AO', 'pt'],
    ['pt-PT', 'pt-PT'],
    ['apc', 'ar'],
    ['sw-TZ', 'sw'],
    ['pa', undefined],
    ['ur-Latn', undefined],
    ['zh-TW', undefined],
    ['', undefined],
    ['?', undefined],
  ])('is met by the best that there is: %s by %s', (wanted, found) => {
    expect(matchLanguage(wanted, available)).toBe(found);
  });
});
