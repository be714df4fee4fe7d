import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/playground/text/display-width.js';
import { wrap, wrapBehind } from '../../../src/playground/text/wrap.js';

describe('wrapping a text', () => {
  it('breaks between words and keeps the lines a text has', () => {
    expect(wrap('We meet on Friday at nine\n1. Bring the list', 14)).toEqual([
      'We meet on',
      'Friday at nine',
      '1. Bring the',
      'list',
    ]);
  });

  it('keeps an empty line, and a word that is longer than a line', () => {
    expect(wrap('one\n\nhttps://example.org/long two', 8)).toEqual([
      'one',
      '',
      'https://example.org/long',
      'two',
    ]);
  });

  it('stands behind what was said before, and goes on below its beginning', () => {
    expect(wrapBehind('08:00  ', 'Ana: Good morning to all', 20)).toEqual([
      '08:00  Ana: Good',
      '       morning to',
      '       all',
    ]);
  });

  it('indents only a little where the window is narrow', () => {
    expect(wrapBehind('08:00  Area North  ', 'Good morning', 24)).toEqual([
      '08:00  Area North  Good',
      '  morning',
    ]);
  });

  it('keeps every word in order, and no line longer than it must be', () => {
    const words = fc.array(fc.stringMatching(/^[a-zعр日]{1,9}$/u), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 40 }), (list, columns) => {
        const lines = wrap(list.join(' '), columns);

        expect(lines.join(' ').split(' ')).toEqual(list);
        for (const line of lines) {
          expect(displayWidth(line) <= columns || !line.includes(' ')).toBe(true);
        }
      }),
    );
  });
});
