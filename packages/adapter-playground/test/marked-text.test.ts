import { bullets, code, type Part, plain, quote, type Text } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markedText, markedTexts } from '../src/marked-text.js';
import { partsOf } from '../src/world/phone.js';

const words = fc.stringMatching(/^[a-zعربी😀 \n]{1,30}$/u);
const part: fc.Arbitrary<Part> = fc.oneof(
  words.map((text): Part => ({ kind: 'plain', text })),
  fc
    .constantFrom('Ana', 'آمنة', 'Ben Otieno')
    .map((name): Part => ({ kind: 'mention', person: name, name })),
  words.map((text): Part => ({ kind: 'emphasis', parts: [{ kind: 'plain', text }] })),
  fc.constant<Part>({ kind: 'link', url: 'https://example.org', label: 'here' }),
);
const text: fc.Arbitrary<Text> = fc.array(part, { maxLength: 30 });

const mentionsIn = (one: Text): string[] =>
  one.flatMap((piece) => (piece.kind === 'mention' ? [piece.name] : []));

describe('a text with marks', () => {
  it('shows on a phone exactly the mentions that were sent, in order', () => {
    fc.assert(
      fc.property(text, (sent) => {
        const shown = partsOf(markedText(sent, (person) => person));
        const mentions = shown.filter(({ kind }) => kind === 'mention');

        expect(mentions.map(({ text: name }) => name)).toEqual(
          mentionsIn(sent).map((name) => `@${name}`),
        );
        expect(shown.map((piece) => piece.text).join('')).toBe(markedText(sent, (id) => id).text);
      }),
    );
  });

  it('loses no word and no mention when it is cut into messages', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 12, max: 60 }), (sent, max) => {
        const whole = markedText(sent, (person) => person);
        const messages = markedTexts(sent, max, (person) => person);
        const bare = (written: string): string => written.replace(/\s/g, '');

        expect(messages.every((message) => message.text.length <= max)).toBe(true);
        expect(bare(messages.map((message) => message.text).join(''))).toBe(bare(whole.text));
        expect(
          messages.flatMap(({ marks }) => marks).filter(({ kind }) => kind === 'mention').length,
        ).toBe(mentionsIn(sent).length);
        for (const message of messages) {
          const names = partsOf(message).filter(({ kind }) => kind === 'mention');
          expect(names.every(({ text: name }) => name.startsWith('@'))).toBe(true);
        }
      }),
    );
  });

  it('does not cut through a letter made of two units', () => {
    const messages = markedTexts(plain('😀'.repeat(20)), 7, () => undefined);

    expect(messages.every((message) => /^(😀)+$/u.test(message.text))).toBe(true);
  });

  it('cuts behind a line where there is one', () => {
    const messages = markedTexts(plain('One line here\nand another'), 16, () => undefined);

    expect(messages.map((message) => message.text)).toEqual(['One line here', 'and another']);
  });

  it('shows code, a quote and a list on a phone', () => {
    const sent: Text = [
      ...plain('Write '),
      code('/rules'),
      quote(plain('Where are\nthe rules?')),
      bullets([plain('soap'), plain('water')]),
    ];

    expect(partsOf(markedText(sent, () => undefined))).toEqual([
      { kind: 'plain', text: 'Write ' },
      { kind: 'code', text: '/rules' },
      { kind: 'plain', text: '\n' },
      { kind: 'quote', text: '> Where are\n> the rules?' },
      { kind: 'plain', text: '\n- soap\n- water' },
    ]);
  });
});
