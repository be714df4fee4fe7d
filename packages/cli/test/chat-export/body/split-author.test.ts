import { describe, expect, it } from 'vitest';
import {
  decideColonNames,
  newColonTally,
  tallyColons,
} from '../../../src/chat-export/body/colon-names.js';
import { authorSplitter } from '../../../src/chat-export/body/split-author.js';

const noNames = new Map<string, readonly string[]>();

describe('who wrote a message', () => {
  it.each([
    ['Grace: hello', 'Grace', 'hello'],
    ['Grace: note: bring cards', 'Grace', 'note: bring cards'],
    ['Grace: 10:30', 'Grace', '10:30'],
    ['Grace:', 'Grace', ''],
    ['Grace: ', 'Grace', ''],
    ['+63 917 000 0000: hello', '+63 917 000 0000', 'hello'],
    ['\u202a+63 917 000 0000\u202c: hello', '+63 917 000 0000', 'hello'],
    ['~\u202fGrace: hello', '~ Grace', 'hello'],
    ['~Grace: hello', '~ Grace', 'hello'],
    ['فاطمة: مرحبا', 'فاطمة', 'مرحبا'],
    ['\u200fفاطمة\u200f: مرحبا', 'فاطمة', 'مرحبا'],
    ['Grace 🌷👩🏽‍⚕️: hello', 'Grace 🌷👩🏽‍⚕️', 'hello'],
    ['Dr: Amina: hello', 'Dr: Amina', 'hello'],
    ['Nurse: Grace Achieng: note: hello', 'Nurse: Grace Achieng', 'note: hello'],
    ['Dr:Amina: hello', 'Dr:Amina', 'hello'],
    ['Dr: please note: hello', 'Dr', 'please note: hello'],
    ['Grace: \u200eimage omitted', 'Grace', '\u200eimage omitted'],
    ['\u200e: hello', '~', 'hello'],
    ['__proto__: hello', '__proto__', 'hello'],
  ])('in %j is %j', (body, from, text) => {
    expect(authorSplitter(noNames)(body)).toEqual({ from, body: text });
  });

  it.each([
    ['Grace left'],
    ['Sameer created group "CHW: North"'],
    ['Sameer changed the subject from "CHW: North" to "North"'],
    [`${'a very long sentence without any colon in the first hundred characters '.repeat(3)}: x`],
    [''],
  ])('is nobody in %j', (body) => {
    expect(authorSplitter(noNames)(body)).toBeUndefined();
  });

  it('is the same the second time', () => {
    const split = authorSplitter(noNames);

    expect([split('Dr: Amina: one')?.from, split('Dr: Amina: two')?.from]).toEqual([
      'Dr: Amina',
      'Dr: Amina',
    ]);
  });
});

describe('names with a colon', () => {
  function decided(...bodies: readonly (readonly [string, string?])[]) {
    const tally = newColonTally();
    for (const [prefix, second] of bodies) tallyColons(tally, prefix, second);
    return [...decideColonNames(tally)];
  }

  it('are names that come back again and again after the same words', () => {
    expect(decided(['Zone 3', 'Amina'], ['Zone 3', 'Amina'], ['Zone 3', 'Amina'])).toEqual([
      ['Zone 3', ['Zone 3: Amina']],
    ]);
  });

  it('are believed at once after a title', () => {
    expect(decided(['Dr', 'Amina'], ['Dr', 'Layla Aziz'])).toEqual([
      ['Dr', ['Dr: Layla Aziz', 'Dr: Amina']],
    ]);
  });

  it('are not made of a text with a colon', () => {
    expect(decided(['Joseph', 'Note'], ['Joseph', 'Note'], ['Joseph', 'Note'], ['Joseph'])).toEqual(
      [],
    );
    expect(decided(['Joseph', 'Note'], ['Joseph', 'Note'])).toEqual([]);
  });

  it('are found in a chat from its other messages', () => {
    const split = authorSplitter(new Map([['Zone 3', ['Zone 3: Amina']]]));

    expect(split('Zone 3: Amina: see you: at 9')).toEqual({
      from: 'Zone 3: Amina',
      body: 'see you: at 9',
    });
  });
});
