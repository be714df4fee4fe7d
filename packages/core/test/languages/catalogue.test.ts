import {
  type Catalogue,
  createCatalogue,
  type LogFields,
  type Logger,
  listOf,
  mention,
  plain,
  plainText,
  silentLogger,
  type Values,
} from '@kapwa/core';
import { describe, expect, it } from 'vitest';

const NS = 'greeter';

function catalogueOf(
  byTag: Readonly<Record<string, Readonly<Record<string, string>>>>,
  log: Logger = silentLogger,
): Catalogue {
  const catalogue = createCatalogue(log);
  const locales = Object.entries(byTag).map(
    ([tag, strings]) => [tag, new Map(Object.entries(strings))] as const,
  );
  catalogue.add(NS, new Map(locales));
  return catalogue;
}

function said(catalogue: Catalogue, tag: string, key: string, values: Values = {}): string {
  return plainText(catalogue.text(NS, tag, key, values));
}

function keepingLog(): { readonly log: Logger; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const keep = (line: string, _fields?: LogFields): void => void lines.push(line);
  return { log: { debug: keep, info: keep, warn: keep, error: keep }, lines };
}

describe('a message', () => {
  it('is said in the language, or in the nearest one that has it', () => {
    const catalogue = catalogueOf({
      en: { hello: 'Hello', bye: 'Bye', thanks: 'Thanks' },
      fil: { hello: 'Kumusta', bye: 'Paalam' },
      ceb: { hello: 'Kumusta ka' },
    });

    const texts = ['hello', 'bye', 'thanks'].map((key) => said(catalogue, 'ceb-PH', key));

    expect(texts).toEqual(['Kumusta ka', 'Paalam', 'Thanks']);
  });

  it('is said in English in a language nobody has translated into', () => {
    const catalogue = catalogueOf({ en: { hello: 'Hello' }, sw: { hello: 'Habari' } });

    expect(['yo', 'xx', 'nonsense!', ''].map((tag) => said(catalogue, tag, 'hello'))).toEqual([
      'Hello',
      'Hello',
      'Hello',
      'Hello',
    ]);
  });

  it('takes its values wherever the translator put them', () => {
    const catalogue = catalogueOf({
      en: { line: '{{giver}} thanks {{receiver}}.' },
      hi: { line: '{{receiver}} को {{ giver }} का धन्यवाद।' },
    });
    const values = { giver: 'Ana', receiver: mention('p1', 'Juma') };

    expect(catalogue.text(NS, 'hi', 'line', values)).toEqual([
      { kind: 'mention', person: 'p1', name: 'Juma' },
      { kind: 'plain', text: ' को Ana का धन्यवाद।' },
    ]);
  });

  it('emphasises what stands between stars, and nothing that a value says', () => {
    const catalogue = catalogueOf({ en: { line: 'Be *very {{how}}* now, 2 * 3 * 4' } });

    expect(catalogue.text(NS, 'en', 'line', { how: '*kind*' })).toEqual([
      { kind: 'plain', text: 'Be ' },
      { kind: 'emphasis', parts: [{ kind: 'plain', text: 'very *kind*' }] },
      { kind: 'plain', text: ' now, 2 * 3 * 4' },
    ]);
  });

  it('lists several values the way the language does', () => {
    const catalogue = catalogueOf({
      en: { line: '{{people}}.' },
      sw: { line: '{{people}}.' },
      ar: { line: '{{people}}.' },
      ht: { line: '{{people}}.' },
    });
    const people = listOf(['Ana', 'Ben', mention('p', 'Cy')]);

    expect(said(catalogue, 'en', 'line', { people })).toBe('Ana, Ben, and @Cy.');
    expect(said(catalogue, 'sw', 'line', { people })).toBe('Ana, Ben na @Cy.');
    expect(said(catalogue, 'ht', 'line', { people })).toBe('Ana, Ben, and @Cy.');
    expect(said(catalogue, 'ar', 'line', { people }).replace(/[\u2066-\u2069]/g, '')).toBe(
      'Ana وBen و@Cy.',
    );
  });

  it('can hold a text that was made elsewhere', () => {
    const catalogue = catalogueOf({ en: { line: 'A rule: {{rule}}' } });

    expect(said(catalogue, 'en', 'line', { rule: plain('Be kind.') })).toBe('A rule: Be kind.');
  });
});

describe('a message with a count', () => {
  const catalogue = catalogueOf({
    en: { n_one: 'one', n_other: '{{count}} things' },
    ar: {
      n_zero: 'صفر',
      n_one: 'واحد',
      n_two: 'اثنان',
      n_few: '{{count}} قليل',
      n_many: '{{count}} كثير',
      n_other: '{{count}} غير',
    },
    fil: { n_one: '{{count}} bagay', n_other: '{{count}} na bagay' },
    uk: { n_one: '{{count}} річ', n_other: '{{count}} речей' },
    fr: { n_zero: 'rien', n_one: '{{count}} chose', n_other: '{{count}} choses' },
  });

  it.each([
    ['en', 1, 'one'],
    ['en', 0, '0 things'],
    ['ar', 0, 'صفر'],
    ['ar', 1, 'واحد'],
    ['ar', 2, 'اثنان'],
    ['ar', 3, '3 قليل'],
    ['ar', 11, '11 كثير'],
    ['ar', 100, '100 غير'],
    ['fil', 2, '2 bagay'],
    ['fil', 4, '4 na bagay'],
    ['fr', 0, 'rien'],
    ['fr', 1, '1 chose'],
    ['en', 1_000_000, '1000000 things'],
  ])('takes the form that %s has for %i', (tag, count, text) => {
    expect(said(catalogue, tag, 'n', { count })).toBe(text);
  });

  it('stays in its language where a form is missing', () => {
    expect(said(catalogue, 'uk', 'n', { count: 3 })).toBe('3 речей');
  });
});

describe('a translation that cannot be used', () => {
  it.each([
    ['has another placeholder', 'Habari {{jina}}', /must have the placeholders name/],
    ['has lost a placeholder', 'Habari', /must have the placeholders name/],
    ['has a broken placeholder', 'Habari {name}}', /written \{\{name\}\}/],
    ['has wide braces', 'Habari ｛｛name｝｝', /written \{\{name\}\}/],
    ['nests other messages', 'Habari {{name}} $t(secret)', /nesting/],
    ['is empty', '  ', /empty/],
  ])('is left out, with a word to the operator: it %s', (_, source, complaint) => {
    const { log, lines } = keepingLog();
    const byTag = { en: { hello: 'Hello {{name}}' }, sw: { hello: source } };

    const catalogue = catalogueOf(byTag, log);

    expect(said(catalogue, 'sw', 'hello', { name: 'Ana' })).toBe('Hello Ana');
    expect(lines).toEqual([expect.stringMatching(complaint)]);
    expect(lines[0]).toContain('sw/greeter.json: "hello"');
  });

  it('is none that repeats a placeholder or leaves the count to the words', () => {
    const { log, lines } = keepingLog();

    catalogueOf(
      {
        en: { hello: 'Hello {{name}}', n_one: '{{count}} day', n_other: '{{count}} days' },
        sw: { hello: '{{name}}, habari {{name}}', n_one: 'siku moja', n_other: 'siku {{count}}' },
      },
      log,
    );

    expect(lines).toEqual([]);
  });
});

describe('a message that no language has', () => {
  it('is said with no words, and told to the operator', () => {
    const { log, lines } = keepingLog();
    const catalogue = catalogueOf({ en: { hello: 'Hello' } }, log);

    expect(catalogue.text(NS, 'en', 'helo', {})).toEqual([]);
    expect(lines).toEqual([expect.stringContaining('"helo"')]);
  });
});

describe('a list of words', () => {
  it('holds those of every language at once, each once', () => {
    const catalogue = catalogueOf({
      en: { words: 'yes| ok |' },
      sw: { words: 'ndiyo|ok' },
      ar: { words: 'نعم' },
    });

    expect([...catalogue.wordList(NS, 'words')].sort()).toEqual(['ndiyo', 'ok', 'yes', 'نعم']);
    expect(catalogue.wordList(NS, 'nothing')).toEqual([]);
  });
});

describe('a namespace that is taken away', () => {
  it('is gone, in all languages and lists', () => {
    const catalogue = createCatalogue(silentLogger);
    const remove = catalogue.add(NS, new Map([['en', new Map([['words', 'yes']])]]));
    expect(said(catalogue, 'sw', 'words')).toBe('yes');
    expect(catalogue.wordList(NS, 'words')).toEqual(['yes']);

    remove();

    expect(catalogue.text(NS, 'sw', 'words', {})).toEqual([]);
    expect(catalogue.wordList(NS, 'words')).toEqual([]);
    expect(catalogue.languages()).toEqual([]);
  });
});
