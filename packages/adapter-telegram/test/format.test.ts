import { bullets, code, link, mention, plain, quote, type Text } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markText, markTexts } from '../src/format.js';

const accountOf = (person: string) => (/^\d+$/.test(person) ? person : undefined);
const emphasis = (parts: Text) => ({ kind: 'emphasis', parts }) as const;

/** Each marked stretch as its type and its words. */
function marks(text: Text): readonly (readonly [string, string])[] {
  const { text: words, entities } = markText(text, accountOf);
  return entities.map(({ type, offset, length }) => [type, words.slice(offset, offset + length)]);
}

describe('a text on Telegram', () => {
  it('marks mentions at the right place behind any character', () => {
    const text: Text = [
      ...plain('👩🏽‍⚕️ مرحبا '),
      mention('5', 'Ana'),
      ...plain(' नमस्ते '),
      mention('6', 'Juma'),
    ];

    expect(marks(text)).toEqual([
      ['text_mention', 'Ana'],
      ['text_mention', 'Juma'],
    ]);
    expect(markText(text, accountOf).entities[0]).toMatchObject({ user: { id: 5 } });
  });

  it('marks bold, code, links and quotes, and nothing that was written', () => {
    const text: Text = [
      emphasis([...plain('*Rule* '), mention('5', 'Ana')]),
      ...plain(' <b>no</b> '),
      code('/rules'),
      link('https://example.org/a', 'the page'),
      quote(plain('first\nsecond')),
      ...plain('end'),
    ];

    expect(marks(text)).toEqual([
      ['text_mention', 'Ana'],
      ['bold', '*Rule* Ana'],
      ['code', '/rules'],
      ['text_link', 'the page'],
      ['blockquote', 'first\nsecond'],
    ]);
    expect(markText(text, accountOf).text).toContain(' <b>no</b> ');
  });

  it('names people it cannot mention, and lets no name become a link or another mention', () => {
    const { text, entities } = markText(
      [mention('unknown', '*_@everyone_*[x](http://evil) /ban t.me')],
      accountOf,
    );

    expect(entities).toEqual([]);
    expect(text.normalize().replaceAll('\u2060', '')).toBe(
      '*_@everyone_*[x](http://evil) /ban t.me',
    );
    expect(text).not.toMatch(/@everyone|http:\/\/|\/ban|t\.me/);
  });

  it('writes lists on lines of their own', () => {
    expect(markText([bullets([plain('one'), plain('two')])], accountOf).text).toBe('- one\n- two');
  });

  it('goes in several messages where there are more marks than one may have', () => {
    const people = Array.from({ length: 250 }, (_, index) => [
      mention(String(index + 1), `P${index}`),
      ...plain(' '),
    ]);
    const pieces = markTexts(people.flat(), accountOf);

    expect(pieces.every(({ entities }) => entities.length <= 100)).toBe(true);
    expect(pieces.flatMap(({ entities }) => entities)).toHaveLength(250);
  });

  it('never marks outside of the text or through a character', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 20 });
    const part = fc.oneof(
      words.map((text) => plain(text)),
      fc.string({ unit: 'binary', maxLength: 5 }).map((text) => plain(text)),
      words.map((name) => [mention('5', name)]),
      words.map((text) => [emphasis(plain(text))]),
      words.map((text) => [quote([...plain(text), code(text)])]),
      words.map((label) => [link('https://example.org', label)]),
    );

    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const { text, entities } = markText(parts.flat(), accountOf);
        for (const { offset, length } of entities) {
          expect(length).toBeGreaterThan(0);
          expect(offset + length).toBeLessThanOrEqual(text.length);
          expect(text.slice(offset, offset + length)).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });
});
