import { border, plain, plainText, splitCaption, type Text } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const length = (text: Text): number => plainText(text).length;
const bare = (text: string): string => text.replace(/\s/g, '');

describe('the words beside an attachment', () => {
  it('are its caption where they fit, and nothing where there are none', () => {
    const limits = { caption: 20, text: 100 };

    expect(splitCaption(plain('Our new well'), limits, length)).toEqual({
      caption: plain('Our new well'),
      messages: [],
    });
    expect(splitCaption([], limits, length)).toEqual({ caption: undefined, messages: [] });
  });

  it('come before it where it can have no caption', () => {
    const limits = { caption: undefined, text: 100 };

    expect(splitCaption(plain('We meet here'), limits, length)).toEqual({
      caption: undefined,
      messages: [plain('We meet here')],
    });
  });

  it('go over to the next message at the border between two languages', () => {
    const text = [...plain('Our new well'), border, ...plain('Kisima chetu kipya')];

    const { caption, messages } = splitCaption(text, { caption: 20, text: 100 }, length);

    expect([caption ?? [], ...messages].map(plainText)).toEqual([
      'Our new well',
      'Kisima chetu kipya',
    ]);
  });

  it('lose nothing and stay within both limits, whatever they are', () => {
    const words = fc.array(fc.oneof(fc.lorem({ maxCount: 30 }), fc.constant('\n\n')));
    const limits = fc.record({
      caption: fc.integer({ min: 10, max: 60 }),
      text: fc.integer({ min: 60, max: 200 }),
    });

    fc.assert(
      fc.property(words, limits, (some, most) => {
        const text = some.flatMap((one, index) => (index % 4 === 3 ? [border] : plain(one)));
        const { caption = [], messages } = splitCaption(text, most, length);

        expect(length(caption)).toBeLessThanOrEqual(most.caption);
        for (const message of messages) expect(length(message)).toBeLessThanOrEqual(most.text);
        expect(bare([caption, ...messages].map(plainText).join(''))).toBe(bare(plainText(text)));
      }),
    );
  });
});
