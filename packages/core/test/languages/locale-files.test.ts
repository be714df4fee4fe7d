import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseLocaleFile, readLocales, ruleText } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';
import { temporaryLocales } from '../temporary-locales.js';

describe('a folder of locales', () => {
  it('has a language for every folder in it: adding one is adding a folder', async () => {
    const { url } = await temporaryLocales('greeter', {
      en: { hello: 'Hello', rules: { title: 'Rules' } },
      yo: { hello: 'Bawo' },
      _meta: { hello: { note: 'not a language' } },
    });

    const locales = await readLocales(url, 'greeter');

    expect([...locales.keys()]).toEqual(['en', 'yo']);
    expect(locales.get('en')).toEqual(
      new Map([
        ['hello', 'Hello'],
        ['rules.title', 'Rules'],
      ]),
    );
  });

  it('may hold languages that have nothing of this plugin', async () => {
    const { url } = await temporaryLocales('other', { sw: { hello: 'Habari' } });

    expect(await readLocales(url, 'greeter')).toEqual(new Map());
  });

  it('works with and without a slash behind its name', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'en'));
    await writeFile(join(folder, 'en', 'greeter.json'), '{"hello":"Hello"}');

    expect(await readLocales(pathToFileURL(folder), 'greeter')).toEqual(
      await readLocales(pathToFileURL(`${folder}/`), 'greeter'),
    );
  });

  it('that is not there is a clear error', async () => {
    const folder = pathToFileURL(join(await temporaryFolder(), 'missing'));

    await expect(readLocales(folder, 'greeter')).rejects.toMatchObject({
      code: 'locale.invalid',
      message: expect.stringMatching(/greeter: there is no locale folder at .*missing/),
    });
  });
});

describe('a locale file', () => {
  it.each([
    ['is not JSON', '{"a": ', /sw\/greeter\.json is not valid JSON/],
    ['holds a number', '{"a": {"b": 3}}', /"a\.b" must be a text/],
    ['holds a list', '{"a": ["x"]}', /"a" must be a text/],
    ['holds nothing', 'null', /must be a text/],
  ])('that %s is a clear error', (_, content, message) => {
    expect(() => parseLocaleFile(content, 'sw/greeter.json')).toThrow(message);
  });
});

describe('a rule of the community', () => {
  const rule = {
    key: 'be-kind',
    text: { en: 'Be kind.', fil: 'Maging mabait.', sw: 'Kuwa mwema.' },
  };

  it.each([
    ['sw', 'Kuwa mwema.'],
    ['sw-KE', 'Kuwa mwema.'],
    ['ceb', 'Maging mabait.'],
    ['ar', 'Kuwa mwema.'],
    ['en', 'Be kind.'],
  ])('is said in %s, or in the first language of the community that it has', (tag, text) => {
    expect(ruleText(rule, tag, { languages: ['hi', 'sw', 'en'] })).toBe(text);
  });

  it('is said in whatever language there is, rather than not at all', () => {
    expect(ruleText({ key: 'a', text: { yo: 'Jẹ́ onínúure.' } }, 'sw', { languages: ['ar'] })).toBe(
      'Jẹ́ onínúure.',
    );
  });
});
