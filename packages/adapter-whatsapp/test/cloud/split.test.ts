import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../src/cloud/split.js';

describe('cutting a long text', () => {
  it('leaves a text within the limit whole', () => {
    expect(splitText('wash your hands', 15)).toEqual(['wash your hands']);
  });

  it('cuts after a paragraph, else after a line, else after a word', () => {
    expect(splitText('one two three.\n\nfour five', 20)).toEqual([
      'one two three.\n\n',
      'four five',
    ]);
    expect(splitText('one two three.\nfour five', 20)).toEqual(['one two three.\n', 'four five']);
    expect(splitText('one two three four five', 20)).toEqual(['one two three four ', 'five']);
  });

  it('cuts between words where a language writes no spaces', () => {
    const [first, second] = splitText('ข้อความนี้ยาวเกินไป', 12);

    expect(`${first}|${second}`).toMatch(/^(ข้อความ|ข้อความนี้)\|/);
  });

  it('leaves what a reader sees as one character whole', () => {
    const family = '👨‍👩‍👧‍👦';

    expect(splitText(family.repeat(3), family.length * 2 + 3)).toEqual([family.repeat(2), family]);
  });

  it('gives pieces within the limit that join to the same text, whatever the text', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.stringMatching(/^[a-c \n]{0,300}$/),
    );
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 60 }), (text, limit) => {
        const pieces = splitText(text, limit);

        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(limit);
          expect(/\p{Cs}/u.test(piece)).toBe(false);
        }
      }),
    );
  });
});
