import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('./says-everything.ts', import.meta.url));
const run = promisify(execFile);

interface Everything {
  readonly said: readonly (readonly string[])[];
}

async function under(locale: string): Promise<string> {
  const { stdout } = await run(
    process.execPath,
    ['--conditions=@kapwa/source', '--import', import.meta.resolve('tsx'), program],
    { env: { ...process.env, LANG: locale, LC_ALL: locale, TZ: 'America/Sao_Paulo' } },
  );
  return stdout;
}

async function defaultLocale(locale: string): Promise<string> {
  const env = { ...process.env, LANG: locale, LC_ALL: locale };
  const script = 'console.log(new Intl.PluralRules("ht").resolvedOptions().locale)';
  return (await run(process.execPath, ['-e', script], { env })).stdout.trim();
}

describe('what the bot says', () => {
  let plain = '';
  beforeAll(async () => {
    plain = await under('C');
  }, 30_000);

  it.each(['ar_EG.UTF-8', 'uk_UA.UTF-8', 'ja_JP.UTF-8'])(
    'is the same on a machine that is set to %s',
    async (locale) => {
      // Without this the test would prove nothing: the machine's language does reach Intl here.
      expect(await defaultLocale(locale)).toBe(locale.slice(0, 5).replace('_', '-'));

      expect(await under(locale)).toBe(plain);
    },
    30_000,
  );

  it('takes one form for what Node knows nothing of, and the two of Haitian Creole', () => {
    const { said } = JSON.parse(plain) as Everything;

    expect(said[1]?.slice(0, 3)).toEqual(['one 1', 'other 2', 'other 3']);
    expect(said[2]?.slice(0, 3)).toEqual(['other 1', 'other 2', 'other 3']);
    expect(said[1]?.at(-1)).toBe('A, B, and C');
  });
});
