import { longestNote } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJoiner, payloadsOf } from '../src/notes.js';

/** So many bytes PostgreSQL refuses. */
const TOO_MANY = 8_000;

const lengthOf = (text: string): number => Buffer.byteLength(text);

/** As many of these units as fit into a note. */
const filled = (unit: string): string => unit.repeat(Math.floor(longestNote / lengthOf(unit)));

/** What is heard of notes that were said in one moment. */
function heardOf(notes: readonly string[]): readonly string[] {
  const heard: string[] = [];
  const join = createJoiner((note) => void heard.push(note));
  for (const payload of notes.flatMap((note, at) => payloadsOf(note, at))) join(payload);
  return heard;
}

describe('a note', () => {
  it.each(['a', '\0', 'أ', '❤', '😀', '\ud83d', '\ue000', '\ue001', '\ud83d\0'])(
    'of the longest kind, full of %j, is heard as it was said',
    (unit) => {
      const note = filled(unit);

      expect(payloadsOf(note, 1).every((payload) => lengthOf(payload) < TOO_MANY)).toBe(true);
      expect(payloadsOf(note, 1).join('')).not.toContain('\0');
      expect(heardOf(['before', note, note, 'after'])).toEqual(['before', note, note, 'after']);
    },
  );

  it('goes in one piece where that is possible', () => {
    expect(payloadsOf(filled('a'), 1)).toEqual([filled('a')]);
  });

  it('is not taken for a piece of another one', () => {
    const [, piece = ''] = payloadsOf(filled('\0'), 1);

    expect(heardOf([piece, 'after'])).toEqual([piece, 'after']);
  });

  it('is heard as it was said, whatever it is', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\0', '\ud83d', '\ude00', '\ue000', '\ue001', '\ue0011 0 ', ' 0 '),
    );
    const note = fc.array(unit, { maxLength: 40 }).map((units) => units.join(''));

    fc.assert(
      fc.property(fc.array(note, { maxLength: 5 }), (notes) => {
        expect(heardOf(notes)).toEqual(notes);
      }),
    );
  });

  it('has no piece that is the same as one of another note: that would be sent once', () => {
    const long = filled('\0');
    const other = `${long.slice(1)}!`;
    const payloads = [...payloadsOf(long, 1), ...payloadsOf(other, 2)];

    expect(new Set(payloads).size).toBe(payloads.length);
  });
});
