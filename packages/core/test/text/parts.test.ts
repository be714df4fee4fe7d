import {
  border,
  bullets,
  code,
  layOut,
  link,
  mention,
  mentionedIn,
  numbered,
  plain,
  plainText,
  quote,
  type Text,
  withoutMentions,
} from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from './any-text.js';

describe('a message as parts, read without any formatting,', () => {
  it.each<[string, Text, string]>([
    [
      'code as it is typed',
      [...plain('Write '), code('/rules *'), ...plain('!')],
      'Write /rules *!',
    ],
    ['a quote behind >', [quote(plain('one\ntwo'))], '> one\n> two'],
    ['a list behind dashes', [bullets([plain('soap'), plain('water')])], '- soap\n- water'],
    ['a list with numbers', [numbered([plain('soap'), plain('water')])], '1. soap\n2. water'],
    ['a list that counts on', [numbered([plain('soap')], 9)], '9. soap'],
    ['a list in a list', [bullets([[...plain('a'), bullets([plain('b')])]])], '- a\n  - b'],
    ['a list in a quote', [quote([bullets([plain('a'), plain('b')])])], '> - a\n> - b'],
    ['a border as an empty line', [...plain('one'), border, ...plain('two')], 'one\n\ntwo'],
    ['a link behind its label', [link('https://ex.org', 'Form')], 'Form (https://ex.org)'],
  ])('shows %s', (_, text, shown) => {
    expect(plainText(text)).toBe(shown);
  });

  it('puts a list or quote on lines of its own, and adds no line that is there', () => {
    const list = bullets([plain('soap')]);

    expect(plainText([...plain('Bring:'), list, ...plain('Thanks')])).toBe(
      'Bring:\n- soap\nThanks',
    );
    expect(plainText([...plain('Bring:\n'), list, ...plain('\nThanks')])).toBe(
      'Bring:\n- soap\nThanks',
    );
    expect(plainText([quote(plain('Hi')), list])).toBe('> Hi\n- soap');
    expect(plainText([list, ...plain('\n\nThanks')])).toBe('- soap\n\nThanks');
    expect(plainText([bullets([]), ...plain('Thanks')])).toBe('Thanks');
  });

  it('keeps lines within an item together', () => {
    expect(plainText([numbered([plain('Wash\nyour hands'), plain('Dry them')])])).toBe(
      '1. Wash\n  your hands\n2. Dry them',
    );
  });

  it('tells apart what the kit writes and what was given to it', () => {
    const runs = layOut([quote([...plain('> x'), mention('p1', 'Ana')])]);

    expect(runs).toEqual([
      { kind: 'mark', text: '> ', bold: false, quoted: true },
      { kind: 'plain', text: '> x', bold: false, quoted: true },
      { kind: 'mention', person: 'p1', name: 'Ana', bold: false, quoted: true },
    ]);
  });

  it('mentions nobody twice in two languages', () => {
    const ana = mention('p1', 'Ana');
    const text: Text = [ana, { kind: 'emphasis', parts: [ana] }, quote([ana]), bullets([[ana]])];

    expect(mentionedIn(text)).toEqual(['p1', 'p1', 'p1', 'p1']);
    expect(mentionedIn(withoutMentions(text))).toEqual([]);
    expect(plainText(withoutMentions(text))).toBe(plainText(text).replaceAll('@', ''));
  });

  it('says every word, whatever the parts', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const squeeze = (shown: string) => shown.replace(/[\s>.\d-]/g, '');
        const flat = (parts: Text): string =>
          parts
            .map((part) => {
              if (part.kind === 'list') return part.items.map(flat).join('');
              return 'parts' in part ? flat(part.parts) : plainText([part]);
            })
            .join('');

        expect(squeeze(plainText(text))).toBe(squeeze(flat(text)));
      }),
    );
  });
});
