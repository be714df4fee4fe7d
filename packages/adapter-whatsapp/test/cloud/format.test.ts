import { bullets, code, link, mention, numbered, plain, quote, type Text } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatText, formatTexts } from '../../src/cloud/format.js';

const bold = (parts: Text): Text => [{ kind: 'emphasis', parts }];

describe('writing for WhatsApp', () => {
  it('writes a mention as the name with an @', () => {
    expect(formatText([...plain('Thank you, '), mention('p1', 'Amina'), ...plain('!')])).toBe(
      'Thank you, @Amina!',
    );
  });

  it('writes emphasis as *bold*, line by line and close to the words', () => {
    expect(formatText(bold(plain('Rules of the group')))).toBe('*Rules of the group*');
    expect(formatText(bold(plain(' one\n\ntwo ')))).toBe(' *one*\n\n*two* ');
  });

  it('leaves the stars out where WhatsApp would show them', () => {
    expect(formatText([...plain('un'), ...bold(plain('believ')), ...plain('able')])).toBe(
      'unbelievable',
    );
  });

  it('writes a link bare, behind its label if there is one', () => {
    const url = 'https://example.org/a_b_c?x=~1';

    expect(formatText([link(url)])).toBe(url);
    expect(formatText([link(url, 'Form')])).toBe(`Form (${url})`);
  });

  it('shows what a member wrote as it is, in characters that never format', () => {
    expect(formatText(plain('*now* _or_ ~never~ ```x```'))).toBe(
      '＊now＊ ＿or＿ ～never～ ｀｀｀x｀｀｀',
    );
  });

  it('leaves file names and addresses usable', () => {
    const text = 'See report_2026_final.xlsx or https://example.org/my_page_1/~sam.';

    expect(formatText(plain(text))).toBe(text);
  });

  it('lets no name become bold, a link or another mention', () => {
    const shown = formatText([mention('p1', '*_@everyone_*[x](http://evil.example)')]);

    expect(shown.normalize('NFKC').replaceAll('\u2060', '')).toBe(
      '@*_@everyone_*[x](http://evil.example)',
    );
    expect(shown).not.toMatch(/[*_~`]|:\/\/|evil\.example/);
  });

  it('gives the words back when full-width forms are turned back, whatever they are', () => {
    const anyWords = fc.string({ unit: 'grapheme-ascii', maxLength: 80 });
    fc.assert(
      fc.property(anyWords, (words) => {
        expect(formatText(plain(words)).normalize('NFKC')).toBe(words);
      }),
    );
  });

  it('has stars only around emphasis', () => {
    const anyWords = fc.stringMatching(/^[a*_~` \n]{0,40}$/);
    fc.assert(
      fc.property(anyWords, anyWords, (before, inner) => {
        const shown = formatText([...plain(before), ...bold(plain(inner))]);

        for (const line of shown.split('\n')) expect(line.split('*').length % 2).toBe(1);
      }),
    );
  });

  it.each<[string, Text, string]>([
    ['code between fences', [...plain('Write '), code('/rules *')], 'Write ```/rules *```'],
    ['code on lines', [code('a\n  b')], '```a\n  b```'],
    ['a quote', [quote(plain('one\ntwo'))], '> one\n> two'],
    ['a list', [...plain('Bring:'), bullets([plain('soap'), plain('*')])], 'Bring:\n- soap\n- ＊'],
    ['a numbered list', [numbered([plain('soap'), bold(plain('now'))])], '1. soap\n2. *now*'],
    ['a bold list', bold([bullets([plain('soap'), plain('water')])]), '- *soap*\n- *water*'],
    ['bold around code', bold([...plain('Write '), code('/go')]), '*Write* ```/go```'],
  ])('writes %s as WhatsApp does', (_, text, shown) => {
    expect(formatText(text)).toBe(shown);
  });

  it('lets nothing a member wrote become code, or a quote', () => {
    expect(formatText(plain('> he said\n>x\na > b'))).toBe('＞ he said\n＞x\na > b');
    expect(formatText([...plain('he '), ...plain('> said')])).toBe('he > said');
    expect(formatText([quote(plain('> x'))])).toBe('> ＞ x');
    expect(formatText([code('```x``` `y`')])).toBe('```｀｀｀x｀｀｀ ｀y｀```');
  });

  it('has a quote, a fence and a star only where a part asks for it', () => {
    const anyWords = fc.stringMatching(/^[a*_~`> \n-]{0,40}$/);
    fc.assert(
      fc.property(anyWords, anyWords, anyWords, (before, inner, after) => {
        const shown = formatText([...plain(before), code(inner), ...plain(after)]);

        expect(shown.split('```').length).toBe(inner === '' ? 1 : 3);
        expect(
          shown
            .split('```')
            .filter((_, index) => index !== 1)
            .join(''),
        ).not.toMatch(/[*~`]/);
        expect(shown.replace(/```[^`]*```/, 'x')).not.toMatch(/^>/m);
      }),
    );
  });

  it('cuts a long text into bodies within the limit, bold on both sides of a cut', () => {
    expect(formatTexts(bold(plain('one two three four')), 12)).toEqual([
      '*one two*',
      '*three four*',
    ]);
    expect(formatTexts([code('a\nb\nc\nd\ne\nf')], 13)).toEqual([
      '```a\nb\nc\n```',
      '```d\ne\nf```',
    ]);
  });
});
