import {
  border,
  code,
  link,
  mention,
  mentionedIn,
  numbered,
  type Part,
  plain,
  plainText,
  splitText,
  type Text,
} from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, isBalanced } from './any-text.js';

const length = (text: Text): number => plainText(text).length;
const split = (text: Text | string, limit: number): readonly Text[] =>
  splitText(typeof text === 'string' ? plain(text) : text, limit, length);
const said = (text: Text | string, limit: number): string[] => split(text, limit).map(plainText);

function leaves(text: Text): Part[] {
  return text.flatMap((part) => {
    if (part.kind === 'emphasis' || part.kind === 'quote') return leaves(part.parts);
    return part.kind === 'list' ? part.items.flatMap(leaves) : [part];
  });
}

const urls = (text: Text): string[] =>
  leaves(text).flatMap((part) => (part.kind === 'link' ? [part.url] : []));

/** The words alone: what is said, without line breaks, dashes and numbers of lists. */
function bare(text: Text): string {
  const shown = leaves(text).map((part) => plainText([part]));
  return shown.join('').replace(/[\s\u2066-\u2069]/g, '');
}

describe('a text that is too long for one message', () => {
  it('is left whole where it is not', () => {
    expect(split('wash your hands', 15)).toEqual([plain('wash your hands')]);
  });

  it('is cut behind a paragraph, else a line, else a sentence, else a word', () => {
    expect(said('One two three.\n\nFour five', 20)).toEqual(['One two three.', 'Four five']);
    expect(said('One two three.\nFour five', 20)).toEqual(['One two three.', 'Four five']);
    expect(said('One two three. Four five', 20)).toEqual(['One two three.', 'Four five']);
    expect(said('One two three four five', 20)).toEqual(['One two three four', 'five']);
  });

  it('fills a message to the last character where a word ends there', () => {
    expect(said('abcd efgh', 4)).toEqual(['abcd', 'efgh']);
  });

  it('is cut between words where a language writes no spaces', () => {
    const [first] = said('ข้อความนี้ยาวเกินไป', 12);

    expect(['ข้อความ', 'ข้อความนี้']).toContain(first);
  });

  it('keeps together what a reader sees as one character', () => {
    const family = '👨‍👩‍👧‍👦';

    expect(said(family.repeat(3), family.length * 2 + 3)).toEqual([family.repeat(2), family]);
    expect(said('😀'.repeat(20), 7).every((piece) => /^(😀)+$/u.test(piece))).toBe(true);
  });

  it('never cuts a mention or a link', () => {
    const text: Text = [
      ...plain('Thank you so much, '),
      mention('p1', 'Ben Otieno'),
      ...plain(' and read '),
      link('https://example.org/a-long-address', 'this'),
    ];

    for (let limit = 45; limit < 90; limit += 1) {
      const pieces = split(text, limit);

      expect(pieces.flatMap(mentionedIn)).toEqual(['p1']);
      expect(pieces.flatMap(urls)).toEqual(['https://example.org/a-long-address']);
    }
  });

  it('keeps the items of a list whole, and counts on', () => {
    const text = [...plain('Rules:'), numbered(['Be kind.', 'Keep secrets.', 'Ask.'].map(plain))];

    expect(said(text, 32)).toEqual(['Rules:\n1. Be kind.', '2. Keep secrets.\n3. Ask.']);
  });

  it('cuts an item that is too long by itself, and gives it no second number', () => {
    const text = [numbered([plain('one two three four five'), plain('six')])];

    expect(said(text, 16)).toEqual(['1. one two three', 'four five\n2. six']);
  });

  it('keeps a value that was set apart whole where it fits', () => {
    const text = 'اتصل بنا على الرقم \u2066+63 917 123 4567\u2069 اليوم';

    expect(said(text, 30).some((piece) => piece.includes('\u2066+63 917 123 4567\u2069'))).toBe(
      true,
    );
  });

  it('closes what is set apart where it must be cut, and opens it again', () => {
    expect(said(`\u2068${'abc '.repeat(8).trim()}\u2069`, 17)).toEqual([
      '\u2068abc abc abc abc\u2069',
      '\u2068abc abc abc abc\u2069',
    ]);
  });

  it('keeps the form of code, and what is bold bold', () => {
    const text: Text = [
      { kind: 'emphasis', parts: plain('one two three four') },
      code('a\n  b\n  c\n  d'),
    ];

    expect(split(text, 14)).toEqual([
      [{ kind: 'emphasis', parts: plain('one two three') }],
      [{ kind: 'emphasis', parts: plain('four') }, code('a\n  b\n  c\n')],
      [code('  d')],
    ]);
  });

  it('begins a new message at a border where the whole does not fit', () => {
    const [one, other] = [plain('Good morning to all.'), plain('Habari za asubuhi wote.')];

    expect(split([...one, border, ...other], 60)).toEqual([[...one, border, ...other]]);
    expect(split([...one, border, ...other], 40)).toEqual([one, other]);
    expect(said([...one, border, ...other], 22)).toEqual([
      'Good morning to all.',
      'Habari za asubuhi',
      'wote.',
    ]);
  });

  it('loses nothing and stays within the limit, whatever the text', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 36, max: 120 }), (text, limit) => {
        const pieces = split(text, limit);

        for (const piece of pieces) expect(length(piece)).toBeLessThanOrEqual(limit);
        expect(pieces.map(bare).join('')).toBe(bare(text));
        expect(pieces.flatMap(mentionedIn)).toEqual(mentionedIn(text));
        expect(pieces.flatMap(urls)).toEqual(urls(text));
        for (const piece of pieces) expect(isBalanced(plainText(piece))).toBe(true);
        if (pieces.length > 1) {
          for (const piece of pieces) expect(plainText(piece).trim()).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('loses nothing and ends, also where hardly anything fits', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 12 }), (text, limit) => {
        const shown = split(text, limit).map(plainText).join('');

        expect(shown.replace(/[\s\d.>\u2066-\u2069-]/g, '')).toBe(
          plainText(text).replace(/[\s\d.>\u2066-\u2069-]/g, ''),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('cuts plain words of any kind into pieces that fit, never through a character', () => {
    const unit = fc.oneof(
      fc.integer({ min: 0, max: 0xd7ff }).map((code) => String.fromCharCode(code)),
      fc.integer({ min: 0x10000, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
      fc.constantFrom('\u0301', '\u200d', 'a', ' ', '👩🏽‍⚕️', 'ि'),
    );
    const any = fc.oneof(
      fc.array(unit, { maxLength: 200 }).map((units) => units.join('')),
      fc.stringMatching(/^[a-c \n]{0,300}$/),
    );
    const clean = any.map((text) => text.replace(/[\u2066-\u2069]/g, ''));
    fc.assert(
      fc.property(clean, fc.integer({ min: 2, max: 60 }), (text, limit) => {
        const pieces = said(text, limit);
        const squeeze = (shown: string) => shown.replace(/\s/g, '');

        expect(squeeze(pieces.join(''))).toBe(squeeze(text));
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(limit);
          expect(/\p{Cs}/u.test(piece)).toBe(/\p{Cs}/u.test(text));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is cut in a moment, however long it is', () => {
    const text = 'Everybody washes their hands before and after. '.repeat(20_000);
    const began = performance.now();

    expect(said(text, 4096).length).toBeGreaterThan(200);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
