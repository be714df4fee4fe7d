import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWordIndex } from '../../src/plugins/word-index.js';

/** Which of these phrases stand in a text, word by word and slowly. */
function phrasesIn(text: string, phrases: readonly string[]): Set<string> {
  const wordsOf = (one: string): string =>
    ` ${one
      .toLowerCase()
      .split(/[^\p{L}\p{N}\p{M}]+/u)
      .filter(Boolean)
      .join(' ')} `;
  return new Set(phrases.filter((phrase) => wordsOf(text).includes(wordsOf(phrase))));
}

it('finds the words and phrases that stand in a text, whatever stands around them', () => {
  const word = fc.constantFrom(
    'done',
    'DONE',
    'Tapos',
    'na',
    'done2',
    'do',
    'imefanyika',
    'ñandú',
    '7',
    'x'.repeat(40),
  );
  const space = fc.constantFrom(' ', ', ', '. ', '_', '-', '\n', "'");
  const text = fc
    .array(fc.tuple(word, space), { maxLength: 6 })
    .map((pairs) => pairs.flat().join(''));
  const phrases = ['done', 'tapos na', '7', 'ñandú', 'imefanyika', 'x'.repeat(40)];
  const index = createWordIndex(phrases.map((phrase) => [phrase, [phrase]] as const));
  fc.assert(
    fc.property(text, (said) => {
      expect(new Set(index.find(said))).toEqual(phrasesIn(said, phrases));
    }),
  );
});
