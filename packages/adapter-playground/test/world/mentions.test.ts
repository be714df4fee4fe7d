import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMentions, type Nameable, partsOf } from '../../src/index.js';

const people: readonly Nameable[] = [
  { id: 'ana', name: 'Ana' },
  { id: 'ana-maria', name: 'Ana Maria' },
  { id: 'grace', name: 'Grace Wanjiru' },
  { id: 'amina', name: 'آمنة' },
  { id: 'ben-o', name: 'Ben Otieno' },
  { id: 'ben-k', name: 'Ben Kamau' },
];

const mentioned = (text: string): (string | undefined)[] =>
  findMentions(text, people).map((mark) => (mark.kind === 'mention' ? mark.account : undefined));

describe('finding whom somebody means', () => {
  it.each([
    ['a name behind an @', 'Thank you @Ana for the transport', ['ana']],
    ['the longest name', 'Thank you @Ana Maria!', ['ana-maria']],
    ['a name in another script', 'شكرا @آمنة على المتابعة', ['amina']],
    ['a name in any case', 'thanks @grace wanjiru', ['grace']],
    ['a first name only one person has', '@Grace, well done', ['grace']],
    ['several people in order', '@Ben Kamau and @Ana, thank you', ['ben-k', 'ana']],
  ])('understands %s', (_, text, expected) => {
    expect(mentioned(text)).toEqual(expected);
  });

  it.each([
    ['an address', 'write to me@Ana.org'],
    ['a longer word that begins like a name', 'the @Anatomy lesson'],
    ['a first name that two people have', 'well done @Ben'],
    ['a name nobody has', 'where is @Zaina?'],
    ['an @ alone', 'we meet @ nine'],
  ])('finds nobody in %s', (_, text) => {
    expect(mentioned(text)).toEqual([]);
  });

  it('finds everybody who is written by their full name, whatever stands between', () => {
    const between = fc.stringMatching(/^[ ,.!?؟ a-zا-ي\n]{0,12}$/u).map((text) => ` ${text} `);
    const piece = fc.tuple(between, fc.constantFrom(...people));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), between, (pieces, last) => {
        // "@Ana" with "maria" behind it would be Ana Maria for any reader.
        fc.pre(
          !pieces.some(
            ([, { id }], index) =>
              id === 'ana' && /^\s*maria/u.test(pieces[index + 1]?.[0] ?? last),
          ),
        );
        const text = `${pieces.map(([before, { name }]) => `${before}@${name}`).join('')}${last}`;
        const marks = findMentions(text, people);
        const shown = partsOf({ text, marks });

        expect(marks.map((mark) => mark.kind === 'mention' && mark.account)).toEqual(
          pieces.map(([, { id }]) => id),
        );
        expect(shown.filter(({ kind }) => kind === 'mention').map((part) => part.text)).toEqual(
          pieces.map(([, { name }]) => `@${name}`),
        );
        expect(shown.map((part) => part.text).join('')).toBe(text);
      }),
    );
  });
});
