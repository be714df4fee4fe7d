import { anyCharacter } from '@kapwa/testing/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords, readThanks, type ThanksInput } from '../src/read-thanks.js';

const words = ['thank you', 'thanks', 'asante', 'asante sana', 'شكرا', 'धन्यवाद', 'ty'];

const input = (text: string, changes: Partial<ThanksInput> = {}): ThanksInput => ({
  text,
  mentioned: ['Ana Reyes', 'ana'],
  others: 1,
  words,
  requests: ['please', 'tafadhali'],
  reasonWords: 3,
  ...changes,
});

describe('reading thanks', () => {
  it.each([
    ['Thanks @Ana Reyes for the vaccines today', 'thanks'],
    ['THANK YOU @ana you taught us well', 'thanks'],
    ['@Ana Reyes for the vaccines today: asante sana', 'thanks'],
    ['\u200fشكرا\u200f @Ana Reyes على العمل الجيد', 'thanks'],
    ['धन्यवाद @Ana Reyes आपने बहुत मदद की', 'thanks'],
    ['@Ana Reyes ++ for the vaccines', 'thanks'],
    ['@ana++ carried all the boxes', 'thanks'],
    ['@Ana Reyes teaches C++ in the new school', 'none'],
    ['Please send me the list @ana, thanks a lot', 'none'],
    ['Can you send me the list @ana? Thanks', 'none'],
    ['Tafadhali nitumie orodha @ana, asante', 'none'],
    ['Thanks @Ana Reyes', 'no-reason'],
    ['Thanks @Ana Reyes !!! 👏👏👏', 'no-reason'],
    ['thanks thanks thanks thanks @Ana Reyes', 'no-reason'],
    ['Good morning @Ana Reyes', 'none'],
    ['Thanksgiving is near @Ana Reyes, says the calendar', 'none'],
    ['The party @Ana Reyes said is pretty far', 'none'],
    ['', 'none'],
  ])('finds in "%s": %s', (text, kind) => {
    expect(readThanks(input(text)).kind).toBe(kind);
  });

  it('takes thanks with nobody else in them for thanks to oneself', () => {
    expect(readThanks(input('Thanks @ana for all the work', { others: 0 })).kind).toBe('self');
  });

  it('does not take a name for a reason, however long it is', () => {
    const long = 'Ana Maria Teresa de los Reyes';

    expect(readThanks(input(`Thanks @${long}`, { mentioned: [long] })).kind).toBe('no-reason');
  });

  it('finds no thanks where a language has no words for them', () => {
    expect(readThanks(input('Thanks @ana for the work', { words: [] })).kind).toBe('none');
  });

  it('does not mind a name that is empty', () => {
    const read = readThanks(input('Thanks @Ana Reyes', { mentioned: ['', 'Ana Reyes'] }));

    expect(read.kind).toBe('no-reason');
  });

  it('reads any text, with any name in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter }),
        fc.string({ unit: anyCharacter }),
        (text, name) => {
          const read = readThanks(input(`${text} @${name}`, { mentioned: [name] }));

          expect(['none', 'no-reason', 'thanks']).toContain(read.kind);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('comes to the end of a very long text', () => {
    const long = `${'asante '.repeat(9_000)}${'@'.repeat(9_000)} +${'+'.repeat(9_000)}`;

    expect(readThanks(input(long)).kind).toBe('no-reason');
  });
});

describe('counting words', () => {
  it.each([
    ['', 0],
    ['...', 0],
    ['one two three', 3],
    ['🎉 one 🎉', 1],
    ['आपने बहुत मदद की', 4],
  ])('counts in "%s": %i', (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});
