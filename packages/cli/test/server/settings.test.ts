import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenOptions, readSettings } from '../../src/server/settings.js';

describe('the settings of a folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kapwa-settings-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('come from .env, and from the environment before it', async () => {
    await writeFile(join(folder, '.env'), '# secrets\nPORT=4000\nWHATSAPP_TOKEN="a b" # ours\n');
    const settings = await readSettings(folder, { PORT: '5000', WHATSAPP_TOKEN: '' });

    expect(settings).toMatchObject({ PORT: '5000', WHATSAPP_TOKEN: 'a b' });
  });

  it('may all be in the environment', async () => {
    expect(await readSettings(folder, { PORT: '5000' })).toEqual({ PORT: '5000' });
  });
});

describe('where to listen', () => {
  it('is port 3000 of every address unless set', () => {
    expect(listenOptions({})).toEqual({ port: 3000 });
    expect(listenOptions({ PORT: '8080', HOST: '127.0.0.1' })).toEqual({
      port: 8080,
      host: '127.0.0.1',
    });
  });

  it.each(['http', '-1', '70000', '3000.5'])('cannot be port "%s"', (PORT) => {
    expect(() => listenOptions({ PORT })).toThrow(/PORT must be a number/);
  });
});
