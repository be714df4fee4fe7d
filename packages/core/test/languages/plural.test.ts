import { pluralRule } from '@kapwa/core';
import { describe, expect, it } from 'vitest';

const formsOf = (tag: string): readonly string[] =>
  [...new Set(Array.from({ length: 1001 }, (_, count) => pluralRule(tag)(count)))].sort();

describe('the plural forms of a language', () => {
  it.each([
    ['en', ['one', 'other']],
    ['fil', ['one', 'other']],
    ['sw', ['one', 'other']],
    ['hi', ['one', 'other']],
    ['ar', ['few', 'many', 'one', 'other', 'two', 'zero']],
    ['uk', ['few', 'many', 'one']],
    ['ja', ['other']],
    ['ht', ['one', 'other']],
    ['ht-HT', ['one', 'other']],
    ['ilo', ['other']],
  ])('are those of CLDR: %s', (tag, forms) => {
    expect(formsOf(tag)).toEqual(forms);
  });

  it('are chosen beyond a thousand, and for numbers with a fraction, too', () => {
    expect(pluralRule('es')(1_000_000)).toBe('many');
    expect(pluralRule('en')(1.5)).toBe('other');
    expect(pluralRule('fr')(1.5)).toBe('one');
    expect(pluralRule('ar')(-1)).toBe('one');
  });

  it('follow the rule of Filipino, where one form is for most numbers', () => {
    const ones = Array.from({ length: 1001 }, (_, count) => count).filter(
      (count) => pluralRule('fil')(count) === 'one',
    );

    expect(ones).toHaveLength(701);
    expect(ones.slice(0, 8)).toEqual([0, 1, 2, 3, 5, 7, 8, 10]);
  });
});
