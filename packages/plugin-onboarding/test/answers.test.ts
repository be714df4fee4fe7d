import { anyCharacter } from '@kapwa/testing/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAgreement } from '../src/answers.js';

const words = ['yes', 'i agree', 'ndiyo', 'نعم', 'हाँ'];

describe('an answer', () => {
  it.each([
    'yes',
    'YES',
    ' Yes. ',
    'yes!!',
    'I agree',
    'ｙｅｓ',
    'Ndiyo',
    '\u200fنعم\u200f',
    'نعم؛',
    'हाँ',
    '👍',
    '👍🏾',
  ])('agrees: %s', (answer) => {
    expect(isAgreement(answer, words)).toBe(true);
  });

  it.each(['no', 'yes?', 'yes but', 'not yes', 'agree', '', '👎', '👍👍 maybe', 'yesyes'])(
    'does not surely agree: %s',
    (answer) => {
      expect(isAgreement(answer, words)).toBe(false);
    },
  );

  it('never agrees by chance, whatever somebody writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (answer) => {
        expect(isAgreement(`no ${answer}`, words)).toBe(false);
      }),
    );
  });
});
