import { parseBlueprint } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { readLanguageTag } from '../../src/blueprint/language-tags.js';

function readSetting(setting: string, value: unknown) {
  const community = { name: 'X', purpose: 'Y', timeZone: 'UTC', [setting]: value };
  const parsed = parseBlueprint({ community });
  if (parsed.ok) return Reflect.get(parsed.blueprint.community, setting);
  const [{ message, suggestion } = { message: '' }] = parsed.issues;
  return { message, suggestion };
}

describe('the languages of a community', () => {
  it.each([
    ['tl', 'fil'],
    ['pt-br', 'pt-BR'],
    ['en_US', 'en-US'],
    ['zh-hant', 'zh-Hant'],
    ['sw', 'sw'],
    ['ceb', 'ceb'],
    [' ar ', 'ar'],
  ])('are read as BCP 47: %s is %s', (written, tag) => {
    expect(readSetting('languages', [written])).toEqual([tag]);
  });

  it.each([
    ['kz', 'kk'],
    ['ph', 'fil'],
    ['jp', 'ja'],
    ['English', 'en'],
    ['Swahili', 'sw'],
    ['tagalog', 'fil'],
    ['xx', undefined],
    ['und', undefined],
    ['!', undefined],
    ['klingonish', undefined],
  ])('must exist: %s is refused, %s suggested', (written, suggestion) => {
    expect(readSetting('languages', [written])).toEqual({
      message: expect.stringContaining(`"${written}" is not a language code.`),
      suggestion,
    });
  });

  it('are a list where they are several', () => {
    expect(readSetting('languages', 'en, sw')).toEqual({
      message: '"en, sw" are several language codes. Write them as a list: [en, sw].',
      suggestion: undefined,
    });
  });

  it('are at most two in a group', () => {
    const parsed = parseBlueprint({
      community: { name: 'X', purpose: 'Y', timeZone: 'UTC' },
      groups: { north: { languages: ['en', 'fil', 'sw'] } },
    });

    expect(parsed).toMatchObject({
      issues: [{ message: expect.stringContaining('one or two languages') }],
    });
  });

  it('are each named once', () => {
    expect(readSetting('languages', ['en', 'fil', 'tl', 'en'])).toEqual(['en', 'fil']);
  });

  it('are all those of two letters that have a name, and no others', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const pairs = letters.flatMap((first) => letters.map((second) => first + second));

    const wrong = pairs.filter((pair) => {
      const [tag = ''] = Intl.getCanonicalLocales(pair);
      return readLanguageTag(pair).ok !== (names.of(tag) !== undefined);
    });

    expect(wrong).toEqual([]);
  });
});

describe('the time zone of a community', () => {
  it.each([
    ['asia/manila', 'Asia/Manila'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['utc', 'UTC'],
  ])('is read by its IANA name: %s is %s', (written, zone) => {
    expect(readSetting('timeZone', written)).toBe(zone);
  });

  it.each([
    ['Asia/Manilla', 'Asia/Manila'],
    ['Manila', 'Asia/Manila'],
    ['Philippines/Manila', 'Asia/Manila'],
    ['nairobi', 'Africa/Nairobi'],
    ['+08:00', undefined],
    ['PST', undefined],
  ])('must exist: %s is refused, %s suggested', (written, suggestion) => {
    expect(readSetting('timeZone', written)).toMatchObject({ suggestion });
  });
});

describe('the countries of a community', () => {
  it('are read by their two letters', () => {
    expect(readSetting('countries', ['ph', 'KE', 'XK'])).toEqual(['PH', 'KE', 'XK']);
  });

  it.each([
    ['Kenya', 'KE'],
    ['Philipines', 'PH'],
    ['UK', 'GB'],
    ['ZZ', undefined],
    ['EU', undefined],
  ])('must exist: %s is refused, %s suggested', (written, suggestion) => {
    expect(readSetting('countries', [written])).toMatchObject({ suggestion });
  });
});
