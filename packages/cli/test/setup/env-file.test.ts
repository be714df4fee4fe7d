import { chmod, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeEnv, rememberSettings, withoutEnv } from '../../src/setup/env-file.js';
import { folderWith } from '../temporary-folder.js';

describe('the text of .env', () => {
  it.each([
    ['in an empty one', '', 'A=1\n'],
    ['behind what is there', 'B=2', 'B=2\nA=1\n'],
    ['where it stood', '# note\nA=0\nB=2\n', '# note\nA=1\nB=2\n'],
    ['where a note names it', '# what A is\n#A=\nB=2\n', '# what A is\nA=1\nB=2\n'],
    ['where it counts when it stands twice', 'A=0\nA=9\n', 'A=0\nA=1\n'],
    ['and not for a longer name', 'AA=0\n', 'AA=0\nA=1\n'],
  ])('gets a setting %s', (_, before, after) => {
    expect(changeEnv(before, 'A', '1')).toBe(after);
  });

  it('loses a setting, wherever it stands, and nothing else', () => {
    expect(withoutEnv('# note\nA=0\nAA=1\n A=2\nB=2\n', 'A')).toBe('# note\nAA=1\nB=2\n');
    expect(withoutEnv('B=2\n', 'A')).toBe('B=2\n');
  });

  it('says the same when it is read again, whatever is in it', () => {
    const value = fc.string({ unit: 'grapheme-ascii' }).filter((text) => !/[\r\n]/.test(text));
    fc.assert(
      fc.property(value, (text) => {
        const isSayable = ["'", '"', '`'].some((mark) => !text.includes(mark));
        if (!isSayable) return expect(() => changeEnv('', 'A', text)).toThrow(/one line/);
        expect(parseEnv(changeEnv('B=2\n', 'A', text))).toMatchObject({ A: text, B: '2' });
      }),
    );
  });

  it('takes nothing on two lines', () => {
    expect(() => changeEnv('', 'A', 'one\nTWO=2')).toThrow(/on one line/);
  });
});

describe('the file .env', () => {
  it('is made for its owner alone, and leaves nothing beside it', async () => {
    const folder = await folderWith();
    await rememberSettings(folder, { WHATSAPP_DRIVER: 'cloud', WHATSAPP_TOKEN: 'a "b" c' });

    expect((await stat(join(folder, '.env'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['.env']);
    const read = parseEnv(await readFile(join(folder, '.env'), 'utf8'));
    expect(read).toEqual({ WHATSAPP_DRIVER: 'cloud', WHATSAPP_TOKEN: 'a "b" c' });
  });

  it('is closed to others where it was open', async () => {
    const folder = await folderWith({ '.env': 'PORT=80\n' });
    await chmod(join(folder, '.env'), 0o644);
    await rememberSettings(folder, { TELEGRAM_TOKEN: '1:x' });

    expect((await stat(join(folder, '.env'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, '.env'), 'utf8')).toBe('PORT=80\nTELEGRAM_TOKEN=1:x\n');
  });
});
