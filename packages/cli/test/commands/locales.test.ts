import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { register } from '../../src/commands/locales.js';
import { asksForJson, runCommandLine } from '../../src/terminal/program.js';
import { kiswahili, localeFolder } from '../locales/locale-folder.js';
import { recordedShell } from '../recorded-shell.js';

async function locales(cwd: string, ...args: readonly string[]) {
  const shell = recordedShell({ cwd, json: asksForJson(args) });
  const line = { version: '0', commands: [register] };
  const code = await runCommandLine(['locales', ...args], line, shell);
  return { code, out: shell.out, err: shell.err };
}

const wrong = { 'sw/bot.json': { ...kiswahili, hello: 'Karibu!' } };

describe('kapwa locales check', () => {
  it('says where a mistake is, both texts, and what to do', async () => {
    const folder = await localeFolder(wrong);

    const { code, out } = await locales(folder, 'check');

    expect(code).toBe(1);
    expect(out).toBe(`error  sw/bot.json:2  hello (placeholder-missing)
       {{name}}, {{group}} of the English text is missing.
       en: Hello {{name}}, welcome to {{group}}!
       sw: Karibu!

1 error. A text with an error is not used: English is said instead.
`);
  });

  it('answers programs with one list', async () => {
    const { code, out } = await locales(await localeFolder(wrong), 'check', '.', '--json');

    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      {
        locale: 'sw',
        namespace: 'bot',
        key: 'hello',
        rule: 'placeholder-missing',
        severity: 'error',
        message: '{{name}}, {{group}} of the English text is missing.',
      },
    ]);
  });

  it('is content with warnings, and with one language alone', async () => {
    const tree = { ...wrong, 'fil/bot.json': {}, 'ar/bot.json': '{}' };
    const folder = await localeFolder({ ...tree, 'sw/bot.json': { ...kiswahili, more: 'Zaidi' } });

    expect(await locales(folder, 'check', '--locale', 'sw')).toMatchObject({ code: 0 });
    expect(await locales(folder, 'check', '--locale', 'fil')).toMatchObject({ code: 1 });
    expect(await locales(folder, 'check', '--locale', 'hi')).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no language "hi" here. There are ar, en, fil, sw.'),
    });
  });

  it('finds the folder of a plugin, and says where there is none', async () => {
    const folder = await localeFolder({ 'my-plugin/locales/en/tea.json': { a: 'Tea is ready' } });

    const { out } = await locales(folder, 'check', 'my-plugin');
    const nowhere = await locales(folder, 'check', 'sw-nowhere');
    const noEnglish = await locales(folder, 'check', '_meta');

    expect(out).toBe('All texts are well.\n');
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining('There is no folder') });
    expect(noEnglish).toMatchObject({
      code: 2,
      err: expect.stringContaining('has no folder "en"'),
    });
  });
});

describe('kapwa locales new', () => {
  it('writes the English texts in the forms of the language', async () => {
    const folder = await localeFolder();

    const { code, out } = await locales(folder, 'new', 'ar');

    const written = JSON.parse(await readFile(join(folder, 'ar/bot.json'), 'utf8'));
    expect(code).toBe(0);
    expect(out).toContain('ar/bot.json is written.');
    expect(Object.keys(written).filter((key) => key.startsWith('visits'))).toEqual([
      'visits_zero',
      'visits_one',
      'visits_two',
      'visits_few',
      'visits_many',
      'visits_other',
    ]);
    expect(written.button).toEqual({ yes: 'Yes, please', no: 'No, thanks' });
  });

  it('leaves what is there alone', async () => {
    const folder = await localeFolder({ 'sw/bot.json': kiswahili });

    const { out } = await locales(folder, 'new', 'sw', '--json');

    expect(JSON.parse(out)).toEqual({ locale: 'sw', written: [] });
    expect(JSON.parse(await readFile(join(folder, 'sw/bot.json'), 'utf8'))).toEqual(kiswahili);
  });

  it('begins by the proper code, and refuses what is none', async () => {
    const folder = await localeFolder();

    expect(JSON.parse((await locales(folder, 'new', 'tl', '--json')).out)).toMatchObject({
      locale: 'fil',
    });
    expect(await locales(folder, 'new', 'swahili')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean "sw"?'),
    });
  });
});

describe('kapwa locales preview', () => {
  it('fills messages as members will read them', async () => {
    const folder = await localeFolder({ 'sw/bot.json': kiswahili });

    const { code, out } = await locales(folder, 'preview', 'sw', '--json');

    const messages: { key: string; count?: number; text: string }[] = JSON.parse(out);
    const said = (key: string) => messages.filter((one) => one.key === key);
    expect(code).toBe(0);
    expect(said('hello')).toEqual([
      { locale: 'sw', namespace: 'bot', key: 'hello', text: 'Karibu group, Ana!', length: 18 },
    ]);
    expect(said('thanks').map(({ text }) => text)).toEqual(['Asante, @Ana!']);
    expect(said('visits').map(({ count, text }) => [count, text])).toEqual([
      [1, 'Ziara moja leo'],
      [2, 'Ziara 2 leo'],
    ]);
    expect(said('bold').map(({ text }) => text)).toEqual(['Hii ni *muhimu* leo.']);
    expect(said('words.stop')).toEqual([]);
  });

  it('shows people how long a text may be', async () => {
    const { out } = await locales(
      await localeFolder({ 'sw/bot.json': kiswahili }),
      'preview',
      'sw',
    );

    expect(out).toContain('bot: button.yes (5 of 20 characters)\n  | Ndiyo\n');
  });

  it('knows languages by their folders', async () => {
    expect(await locales(await localeFolder(), 'preview', 'sw')).toMatchObject({ code: 2 });
  });
});

describe('kapwa locales status', () => {
  it('counts what is translated, what everybody needs, and what is wrong', async () => {
    const folder = await localeFolder({
      'sw/bot.json': kiswahili,
      'fil/bot.json': { hello: 'Kumusta!', bold: 'Ito ay *mahalaga* ngayon.' },
    });

    const { code, out } = await locales(folder, 'status', '--json');

    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual([
      {
        ...{ locale: 'fil', namespace: 'bot', texts: 11, translated: 1 },
        ...{ critical: 1, criticalTranslated: 0, reviewed: 0, errors: 1, warnings: 9 },
      },
      {
        ...{ locale: 'sw', namespace: 'bot', texts: 11, translated: 11 },
        ...{ critical: 1, criticalTranslated: 1, reviewed: 0, errors: 0, warnings: 0 },
      },
    ]);
    expect((await locales(folder, 'status')).out).toContain('sw bot    11 of 11 texts');
  });

  it('has nothing to say where there is only English', async () => {
    expect(await locales(await localeFolder(), 'status')).toMatchObject({
      code: 0,
      out: 'There is only English.\n',
    });
  });
});
