import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPackedTexts } from '../../src/store/packed-texts.js';

/** What is Latin-1 alone, what is not, and what has only one such unit at its end. */
const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string().map((text) => `${text}\u0100`),
  fc.constantFrom('', '\u00ff', '\u0100', 'ab\u0000', '\ud800'),
);

function packed(list: readonly string[]) {
  const place = createPackedTexts();
  const stands = list.map((text) => {
    const from = place.end();
    return { text, from, isWide: place.add(text), to: place.end() };
  });
  return { place, stands };
}

describe('texts one behind the other', () => {
  it('are read as they were put there, and are like no other', () => {
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 60 }), (list) => {
        const { place, stands } = packed(list);
        for (const { text, from, to, isWide } of stands) {
          expect(place.read(from, to, isWide)).toBe(text);
          for (const other of list) {
            expect(place.is(other, from, to, isWide)).toBe(other === text);
          }
        }
      }),
    );
  });

  it('take a byte for each unit where they can, and two where they cannot', () => {
    const { stands } = packed(['wamid.HBgM=', 'Ñandú', 'mwalimu 🌱']);
    expect(stands.map(({ from, to, isWide }) => [to - from, isWide])).toEqual([
      [11, false],
      [5, false],
      [20, true],
    ]);
  });

  it('leave nothing where they were cleared, and those beside them stand', () => {
    const { place, stands } = packed(['one', 'two', 'three']);
    const [one, two, three] = stands;
    if (one === undefined || two === undefined || three === undefined) throw new Error('lost');
    place.clear(two.from, two.to);
    expect(place.read(two.from, two.to, false)).toBe('\0\0\0');
    expect(place.is('one', one.from, one.to, false)).toBe(true);
    expect(place.is('three', three.from, three.to, false)).toBe(true);
  });
});
