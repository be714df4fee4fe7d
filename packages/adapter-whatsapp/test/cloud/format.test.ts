import { link, mention, plain, type Text } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatText } from '../../src/cloud/format.js';

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
});
