import {
  bullets,
  type Catalogue,
  code,
  createCatalogue,
  link,
  listOf,
  mention,
  type Part,
  plain,
  plainText,
  silentLogger,
  type Text,
} from '@kapwa/core';
import { anyCharacter } from '@kapwa/testing/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const NS = 'greeter';

function saying(tag: string, line: string): Catalogue {
  const catalogue = createCatalogue(silentLogger);
  const strings = new Map([
    ['line', line],
    ['secret', 'THE OTHER MESSAGE'],
  ]);
  catalogue.add(
    NS,
    new Map([
      ['en', strings],
      [tag, strings],
    ]),
  );
  return catalogue;
}

const say = (catalogue: Catalogue, tag: string, value: string): string =>
  plainText(catalogue.text(NS, tag, 'line', { value }));

const LRI = '\u2066';
const FSI = '\u2068';
const PDI = '\u2069';

describe('a value in a message that is written from right to left', () => {
  const arabic = saying('ar', 'اتصل: {{value}}!');

  it.each([
    ['+63 917 123 4567', LRI],
    ['(02) 8651-7800', LRI],
    ['60%', LRI],
    ['#4711', LRI],
    ['https://example.org/a/', LRI],
    ['ana@example.org', LRI],
    ['@4711', LRI],
    ['@ana', FSI],
    ['Ana (CHW)', FSI],
    ['Ana', FSI],
    ['أنا', FSI],
    ['3 days', FSI],
  ])('keeps its own direction: %s', (value, opening) => {
    expect(say(arabic, 'ar', value)).toBe(`اتصل: ${opening}${value}${PDI}!`);
  });

  it('needs no marks where it is only digits', () => {
    expect(say(arabic, 'ar', '4711')).toBe('اتصل: 4711!');
  });

  it('is set apart as a mention from outside, never between the @ and the name', () => {
    const text = arabic.text(NS, 'ar', 'line', { value: mention('p1', 'Ana (CHW)') });

    expect(text).toEqual([
      { kind: 'plain', text: `اتصل: ${FSI}` },
      { kind: 'mention', person: 'p1', name: 'Ana (CHW)' },
      { kind: 'plain', text: `${PDI}!` },
    ]);
  });

  it('is set apart as a text made elsewhere, such as a rule in another language', () => {
    const rule = plain('Be kind, please.');

    expect(plainText(arabic.text(NS, 'ar', 'line', { value: rule }))).toBe(
      `اتصل: ${FSI}Be kind, please.${PDI}!`,
    );
  });

  it.each<[string, Part, string]>([
    ['a link', link('https://example.org/a/'), `${LRI}https://example.org/a/${PDI}`],
    ['a link with words', link('https://ex.org', 'Form'), `${FSI}Form (https://ex.org)${PDI}`],
    ['code', code('/rules 3'), `${LRI}/rules 3${PDI}`],
    ['code in the same letters', code('/قواعد'), `${FSI}/قواعد${PDI}`],
    ['emphasis', { kind: 'emphasis', parts: plain('CHW') }, `${FSI}CHW${PDI}`],
  ])('is set apart as %s', (_, value, shown) => {
    expect(plainText(arabic.text(NS, 'ar', 'line', { value }))).toBe(`اتصل: ${shown}!`);
  });

  it('is not set apart where it stands on lines of its own', () => {
    const value = [bullets([plain('Ana'), plain('+63 917')])];

    expect(plainText(arabic.text(NS, 'ar', 'line', { value }))).toBe('اتصل: \n- Ana\n- +63 917\n!');
  });

  it('is set apart one by one in a list', () => {
    const value = listOf(['Ana', 'Ben']);

    expect(plainText(arabic.text(NS, 'ar', 'line', { value }))).toBe(
      `اتصل: ${FSI}Ana${PDI} و${FSI}Ben${PDI}!`,
    );
  });
});

describe('a value in a message that is written from left to right', () => {
  const english = saying('en', 'Call {{value}}!');

  it.each(['Ana', '+63 917 123 4567', '60%', '', 'हिन्दी'])('needs no marks: %s', (value) => {
    expect(say(english, 'en', value)).toBe(`Call ${value}!`);
  });

  it.each(['أنا', 'Ana أنا', 'שלום'])(
    'is set apart where it has letters of the other: %s',
    (value) => {
      expect(say(english, 'en', value)).toBe(`Call ${FSI}${value}${PDI}!`);
    },
  );
});

/** What a member may call themselves: braces, nesting, marks of direction, private characters. */
const hostile = fc.string({
  unit: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom('{{secret}}', '$t(secret)', '{{value}}', '{', '}', '*'),
    },
    { weight: 3, arbitrary: fc.constantFrom('\u202e', '\u202a', '\u2066', '\u2068', '\u2069') },
    { weight: 2, arbitrary: fc.constantFrom('\ue000', '\ue001', '\u0000', '\u001b', '\u200f') },
    {
      weight: 3,
      arbitrary: fc.constantFrom('Ana', ' ', '@', 'أنا', '👩🏽‍⚕️', '_', '~', '`', '<b>', '|'),
    },
    { weight: 1, arbitrary: anyCharacter },
  ),
  maxLength: 12,
});

/** The same rule in other words: what of a name may stand in a message. */
function withoutControls(value: string): string {
  return [...value]
    .filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      const control = code < 32 ? code !== 9 && code !== 10 : code >= 0x7f && code <= 0x9f;
      const embedding = code >= 0x202a && code <= 0x202e;
      const isolate = code >= 0x2066 && code <= 0x2069;
      return !control && !embedding && !isolate && code !== 0xe000 && code !== 0xe001;
    })
    .join('');
}

function balanced(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === LRI || character === FSI) open += 1;
    if (character === PDI) open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

describe.each(['en', 'ar'])('whatever a member calls themselves, in %s,', (tag) => {
  const catalogue = saying(tag, 'a {{value}} *b {{value}}* c');
  const bare = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');

  it('stands in the message letter by letter, and changes nothing else in it', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const text = say(catalogue, tag, name);
        const clean = withoutControls(name);

        expect(bare(text)).toBe(`a ${clean} b ${clean} c`);
        expect(balanced(text)).toBe(true);
        expect(text).not.toMatch(/[\u202a-\u202e]/);
      }),
      { numRuns: 300 },
    );
  });

  it('stays one mention, cut to a length a person can read, never through a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, minLength: 55, maxLength: 90 }), (name) => {
        const text = catalogue.text(NS, tag, 'line', { value: mention('p1', name) });
        const names = mentionsIn(text).map((part) => part.name);
        const expected = [...withoutControls(name)].slice(0, 64).join('');

        expect(names).toEqual([expected, expected]);
      }),
      { numRuns: 200 },
    );
  });
});

function mentionsIn(text: Text): Extract<Part, { kind: 'mention' }>[] {
  return text.flatMap((part) => {
    if (part.kind === 'mention') return [part];
    return part.kind === 'emphasis' ? mentionsIn(part.parts) : [];
  });
}
