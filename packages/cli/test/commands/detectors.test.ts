import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { register } from '../../src/commands/detectors.js';
import { asksForJson, runCommandLine } from '../../src/terminal/program.js';
import { recordedShell } from '../recorded-shell.js';
import { folderWith } from '../temporary-folder.js';

const corpus = fileURLToPath(new URL('../../../plugin-conduct/corpus', import.meta.url));

const number = { text: 'Call 0712 345 678', lang: 'en', country: 'KE', expect: ['phone-number'] };
const dose = { text: '0.5 ml, twice a day', lang: 'en', expect: [] };

async function measure(lines: readonly (object | string)[], ...options: readonly string[]) {
  const text = lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  const cwd = await folderWith({ 'corpus.jsonl': `${text.join('\n')}\n` });
  return run(cwd, 'corpus.jsonl', ...options);
}

async function run(cwd: string, ...files: readonly string[]) {
  const args = ['detectors', 'measure', ...files];
  const shell = recordedShell({ cwd, json: asksForJson(args) });
  const code = await runCommandLine(args, { version: '0', commands: [register] }, shell);
  return { code, out: shell.out, err: shell.err };
}

describe('kapwa detectors measure', () => {
  it('says of every detector and language what it found, and what it should have', async () => {
    const swahili = { text: 'hakuna namba hapa', lang: 'sw', expect: ['phone-number'] };
    const wrong = { text: 'piga 0712 345 678', lang: 'sw', country: 'KE', expect: [] };

    const { code, out } = await measure([number, dose, swahili, wrong], '--json');

    const { measures, missed, falseAlarms } = JSON.parse(out);
    const of = (lang: string | null) =>
      measures.find((one: Record<string, unknown>) => {
        return one.detector === 'phone-number' && one.lang === lang;
      });
    expect(code).toBe(0);
    expect(of(null)).toEqual({
      ...{ detector: 'phone-number', lang: null, texts: 4, expected: 2, found: 1, missed: 1 },
      ...{ falseAlarms: 1, precision: 0.5, recall: 0.5 },
    });
    expect(of('en')).toMatchObject({ precision: 1, recall: 1 });
    expect(of('sw')).toMatchObject({ precision: 0, recall: 0 });
    expect(missed).toMatchObject([{ text: swahili.text, line: 3 }]);
    expect(falseAlarms).toMatchObject([{ text: wrong.text, line: 4 }]);
  });

  it('shows people a table, and what went wrong', async () => {
    const { out } = await measure([{ ...number, expect: [] }, dose]);

    expect(out).toContain(
      'detector      language  texts  found   false alarms  precision  recall\n',
    );
    expect(out).toContain('phone-number  all       2      0 of 0  1             0.0 %      -\n');
    expect(out).toContain('False alarms:\n  corpus.jsonl:1  phone-number, en: Call 0712 345 678\n');
  });

  it('says what it cannot measure yet', async () => {
    const { err } = await measure([{ ...number, expect: ['phone-number', 'email'] }]);

    expect(err).toBe('There is no detector yet for email: that was not measured.\n');
  });

  it.each([
    ['no JSON', '{"text":', 'line 2: is not JSON'],
    ['no object', '7', 'line 2: must be an object such as'],
    ['nothing expected', { text: 'x', lang: 'en' }, 'line 2: "expect" is missing'],
    [
      'a detector that is none',
      { ...dose, expect: ['phone-numbers'] },
      'line 2: "expect" has no detector called "phone-numbers": did you mean "phone-number"?',
    ],
    ['a country that is none', { ...number, country: 'ZZ' }, 'line 2: "country" must be a country'],
  ])('points at a line with %s', async (_, line, words) => {
    const { code, err } = await measure([dose, line]);

    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  it('says that a file is empty or not there', async () => {
    expect(await measure([])).toMatchObject({
      code: 2,
      err: expect.stringContaining('the file is empty'),
    });
    expect(await run(await folderWith(), 'nowhere.jsonl')).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no such file'),
    });
  });

  it('measures the corpus that comes along', async () => {
    const files = readdirSync(corpus).filter((name) => name.endsWith('.jsonl'));

    const { code, out } = await run(corpus, ...files, '--json');

    const { measures } = JSON.parse(out);
    const all = measures.filter(({ lang }: { lang: string | null }) => lang === null);
    expect(code).toBe(0);
    expect(files.length).toBeGreaterThan(1);
    for (const { precision, recall } of all) {
      expect(precision).toBe(1);
      expect(recall).toBeGreaterThan(0.98);
    }
  });
});
