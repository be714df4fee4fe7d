import { describe, expect, it } from 'vitest';
import { checkLocales } from '../../src/locales/check-locales.js';
import type { LocaleFinding } from '../../src/locales/finding.js';
import { readLocaleFolder } from '../../src/locales/read-locales.js';
import { sourceHash } from '../../src/locales/rules/stale-rules.js';
import { english, kiswahili, type LocaleTree, localeFolder, notes } from './locale-folder.js';

async function found(tree: LocaleTree): Promise<readonly LocaleFinding[]> {
  const folder = await readLocaleFolder(await localeFolder(tree));
  return checkLocales(folder).map(({ finding }) => finding);
}

/** What is wrong, as `rule key severity`. */
async function told(tree: LocaleTree): Promise<readonly string[]> {
  return (await found(tree)).map(({ rule, key, severity, category }) =>
    [rule, key, severity, category].filter((part) => part !== undefined).join(' '),
  );
}

/** What is wrong in Kiswahili with these changes. */
function toldOf(change: object): Promise<readonly string[]> {
  return told({ 'sw/bot.json': { ...kiswahili, ...change } });
}

const { visits_one: one, visits_other: other } = english;
const withoutHello = Object.fromEntries(
  Object.entries(kiswahili).filter(([key]) => key !== 'hello'),
);
const withoutBold = Object.fromEntries(Object.entries(kiswahili).filter(([key]) => key !== 'bold'));
const withoutOne = Object.fromEntries(
  Object.entries(kiswahili).filter(([key]) => key !== 'visits_one'),
);

describe('texts in which nothing is wrong', () => {
  it('are a whole translation', async () => {
    expect(await told({ 'sw/bot.json': kiswahili })).toEqual([]);
  });

  it('may put the placeholders in another order, and repeat them', async () => {
    expect(await toldOf({ hello: '{{group}}: karibu {{name}}! {{ name }}!' })).toEqual([]);
  });

  it('need not name the number in forms that one number alone takes', async () => {
    const source = { visits_one: one, visits_other: other };
    const arabic = {
      visits_zero: 'لا زيارات اليوم',
      visits_one: 'زيارة واحدة اليوم',
      visits_two: 'زيارتان اليوم',
      visits_few: '{{count}} زيارات اليوم',
      visits_many: '{{count}} زيارة اليوم',
      visits_other: '{{count}} زيارة اليوم',
    };

    expect(await told({ 'en/bot.json': source, 'ar/bot.json': arabic })).toEqual([]);
  });

  it('may have a form for a million, and one for nothing', async () => {
    const source = { visits_one: one, visits_other: other };
    const spanish = {
      visits_zero: 'ninguna visita hoy',
      visits_one: 'una visita hoy',
      visits_many: '{{count}} de visitas hoy',
      visits_other: '{{count}} visitas hoy',
    };

    expect(await told({ 'en/bot.json': source, 'es/bot.json': spanish })).toEqual([]);
  });

  it('follow a rule of ours where this computer knows none', async () => {
    const source = { visits_one: one, visits_other: other };
    const haitian = { visits_one: 'yon vizit jodi a', visits_other: '{{count}} vizit jodi a' };

    expect(await told({ 'en/bot.json': source, 'ht/bot.json': haitian })).toEqual([]);
  });

  it('are plural only where English has both forms', async () => {
    const tree = { 'en/bot.json': { reason_other: 'Another reason' } };

    expect(await told({ ...tree, 'sw/bot.json': { reason_other: 'Sababu nyingine' } })).toEqual([]);
  });

  it('may send back a word of their own list instead of the English one', async () => {
    expect(await toldOf({ leave: 'Tuma ACHA au /msaada: https://example.org/rules.' })).toEqual([]);
  });
});

describe('a mistake in a text', () => {
  it.each<[string, object, readonly string[]]>([
    ['a key that is not translated', withoutBold, ['missing-key bold warning']],
    ['one that everybody needs', withoutHello, ['missing-key hello error']],
    ['a key of its own', { ...kiswahili, helo: 'Habari' }, ['extra-key helo warning']],
    [
      'a text where a group belongs',
      { ...kiswahili, button: 'Ndiyo' },
      ['type-mismatch button error'],
    ],
    [
      'a group where a text belongs',
      { ...kiswahili, bold: { now: 'Sasa' } },
      ['type-mismatch bold error'],
    ],
    ['a number', { ...kiswahili, bold: 7 }, ['type-mismatch bold error']],
    ['no form for one', withoutOne, ['plural-missing visits error one']],
  ])('is told: %s', async (_, file, expected) => {
    expect(await told({ 'sw/bot.json': file })).toEqual(expected);
  });

  it.each<[string, object, readonly string[]]>([
    ['a placeholder too few', { hello: 'Karibu {{group}}!' }, ['placeholder-missing hello error']],
    [
      'a translated placeholder',
      { hello: 'Karibu {{kikundi}}, {{name}}!' },
      ['placeholder-missing hello error', 'placeholder-unknown hello error'],
    ],
    [
      'a brace too few',
      { hello: 'Karibu {{group}, {{name}}!' },
      ['placeholder-malformed hello error'],
    ],
    [
      'braces of another width',
      { hello: 'Karibu ｛｛group｝｝, {{name}}!' },
      ['placeholder-malformed hello error'],
    ],
    ['a lost mention', { thanks: 'Asante sana!' }, ['mention-missing thanks error']],
    [
      'a mention twice',
      { thanks: 'Asante {{member}}, {{member}}!' },
      ['mention-missing thanks warning'],
    ],
    [
      'a form it does not have',
      { visits_few: '{{count}} leo' },
      ['plural-extra visits_few warning'],
    ],
    ['no number', { visits_other: 'Ziara nyingi leo' }, ['plural-needs-count visits_other error']],
    ['English', { bold: english.bold }, ['untranslated bold warning']],
    [
      'English for many in the form for one',
      { visits_one: one },
      ['untranslated visits_one warning'],
    ],
    [
      'a long button',
      { button: { yes: 'Ndiyo, nakubali kabisa', no: 'La' } },
      ['too-long button.yes error'],
    ],
    ['an open isolate', { bold: '\u2068Hii ni *muhimu* leo.' }, ['bidi-unbalanced bold error']],
    ['an override', { bold: '\u202eHii ni *muhimu* leo.' }, ['bidi-control-forbidden bold error']],
    ['another script', { bold: 'Это *важно* сегодня.' }, ['wrong-script bold error']],
    [
      'a letter of another script',
      { bold: 'Hii ni *muhimu* lеo.' },
      ['mixed-script-word bold error'],
    ],
    ['a star alone', { bold: 'Hii ni *muhimu leo.' }, ['markup-mismatch bold error']],
    ['another tag', { tagged: 'Hii ni <i>muhimu</i> leo.' }, ['markup-mismatch tagged error']],
    [
      'another command',
      { leave: 'Tuma ZIMA au /help, au soma https://example.org/rules.' },
      ['literal-changed leave error'],
    ],
    ['a nested text', { bold: 'Hii ni $t(tagged) leo.' }, ['nesting-forbidden bold error']],
    [
      'the form of another system',
      { bold: '{n, plural, one {moja} other {nyingi}}' },
      ['icu-syntax bold error'],
    ],
    ['nothing', { bold: '' }, ['empty bold warning']],
    ['a space behind it', { bold: 'Hii ni *muhimu* leo. ' }, ['whitespace bold warning']],
    ['accents apart', { bold: 'Hii ni *muhimu* le\u0301o.' }, ['not-nfc bold warning']],
    [
      'two equal buttons',
      { button: { yes: 'Sawa', no: 'sawa' } },
      ['duplicate-option button.no error'],
    ],
    [
      'a word for two commands',
      { words: { stop: 'acha', help: 'Acha|msaada' } },
      ['keyword-collision words.help error'],
    ],
    [
      'a word of another language’s command',
      { words: { stop: 'acha|help', help: 'msaada' } },
      ['keyword-collision words.stop error'],
    ],
  ])('is told: %s', async (_, change, expected) => {
    expect(await toldOf(change)).toEqual(expected);
  });

  it('is told of all forms that are missing, each by itself', async () => {
    const source = { visits_one: one, visits_other: other };
    const polish = { visits_one: 'jedna wizyta', visits_other: '{{count}} wizyty' };

    expect(await told({ 'en/bot.json': source, 'pl/bot.json': polish })).toEqual([
      'plural-missing visits error few',
      'plural-missing visits error many',
    ]);
  });

  it('is told where Filipino says one for many numbers', async () => {
    const source = { visits_one: one, visits_other: other };
    const filipino = { visits_one: 'Isang bisita ngayon', visits_other: '{{count}} na bisita' };

    expect(await told({ 'en/bot.json': source, 'fil/bot.json': filipino })).toEqual([
      'plural-needs-count visits_one error',
    ]);
  });

  it('is told where English has changed since', async () => {
    const hash = sourceHash(english.bold);
    const tree = { 'sw/bot.json': kiswahili };
    const remembering = (sourceHash: unknown) => ({
      ...tree,
      '_meta/bot.json': { ...notes, bold: { sourceHash } },
    });

    expect(await told(remembering({ sw: hash }))).toEqual([]);
    expect(await told(remembering({ sw: 'older' }))).toEqual(['stale bold warning']);
    expect(await told(remembering('older'))).toEqual(['stale bold warning']);
  });

  it('is told of English itself', async () => {
    const source = { bold: 'This is *important today {{.', button: { yes: 'Yes' }, no: null };

    expect(await told({ 'en/bot.json': source })).toEqual([
      'type-mismatch no error',
      'placeholder-malformed bold error',
      'markup-mismatch bold error',
    ]);
  });
});

describe('a mistake in a file', () => {
  it.each<[string, LocaleTree, Partial<LocaleFinding>]>([
    ['no JSON', { 'sw/bot.json': '{ "hello": "Karibu",\n }' }, { rule: 'invalid-json', key: null }],
    ['a mark in front', { 'sw/bot.json': '\ufeff{}' }, { rule: 'invalid-json', key: null }],
    ['no texts', { 'sw/bot.json': '[]' }, { rule: 'invalid-json', key: null }],
    [
      'a key twice',
      { 'sw/bot.json': JSON.stringify(kiswahili).replace('{', '{"bold":"Zamani *sana*",') },
      { rule: 'duplicate-key', key: 'bold', severity: 'error' },
    ],
    [
      'a file that is missing',
      { 'sw/bot.json': kiswahili, 'en/more.json': { a: 'A text' }, 'sw/x.txt': '' },
      { rule: 'missing-file', namespace: 'more', key: null, severity: 'warning' },
    ],
    [
      'one with texts that everybody needs',
      { 'sw/other.json': {}, 'en/other.json': {} },
      { rule: 'missing-file', namespace: 'bot', key: null, severity: 'error' },
    ],
  ])('is told: %s', async (_, tree, expected) => {
    const [first, ...others] = await found(tree);

    expect(first).toMatchObject({ locale: 'sw', ...expected });
    expect(others).toEqual([]);
  });

  it('is told of a folder that is no language, or has another name', async () => {
    const findings = await found({ 'kz/bot.json': {}, 'tl/bot.json': kiswahili });

    expect(findings.slice(0, 2)).toEqual([
      {
        ...{ locale: 'kz', namespace: null, key: null, rule: 'locale-tag', severity: 'error' },
        message: expect.stringContaining('Did you mean "kk"?'),
      },
      {
        ...{ locale: 'tl', namespace: null, key: null, rule: 'locale-tag', severity: 'warning' },
        message: 'The proper name of this folder is "fil".',
      },
    ]);
  });

  it('is told of a file that English does not have', async () => {
    expect(await told({ 'sw/bot.json': kiswahili, 'sw/bots.json': { hello: 'Karibu' } })).toEqual([
      'extra-key hello warning',
    ]);
  });
});
