import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cloudSettings, listenOptions, readSettings } from '../../src/server/settings.js';

const all = {
  WHATSAPP_TOKEN: 'EAAx',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'new, old',
  WHATSAPP_VERIFY_TOKEN: 'karibu',
};

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

describe('the settings of WhatsApp', () => {
  it('become what the adapter needs, with both secrets during an exchange', () => {
    const more = { WHATSAPP_API_BASE: 'http://127.0.0.1:1', WHATSAPP_API_VERSION: 'v25.0' };

    expect(cloudSettings({ ...all, ...more })).toEqual({
      token: 'EAAx',
      phoneNumberId: '106540352242922',
      appSecrets: ['new', 'old'],
      verifyToken: 'karibu',
      baseUrl: 'http://127.0.0.1:1',
      version: 'v25.0',
    });
  });

  it('are all named when there is none, with the demo as a way out', () => {
    expect(() => cloudSettings({})).toThrow(
      expect.objectContaining({
        code: 'config.missing',
        message: expect.stringMatching(
          /run --demo.*WHATSAPP_TOKEN.*PHONE_NUMBER_ID.*APP_SECRET.*VERIFY_TOKEN/s,
        ),
      }),
    );
  });

  it('are named exactly when some are missing, and no value is told', () => {
    const { WHATSAPP_APP_SECRET: _, ...some } = all;
    const message = (() => {
      try {
        return JSON.stringify(cloudSettings(some));
      } catch (error) {
        return String(error);
      }
    })();

    expect(message).toMatch(/WHATSAPP_APP_SECRET/);
    expect(message).not.toMatch(/WHATSAPP_TOKEN|VERIFY|EAAx|karibu/);
  });

  it.each([
    ['all', {}],
    ['some', { WHATSAPP_TOKEN: 'EAAx' }],
  ])('are named as missing to a hybrid bot where %s of them are', (_, some) => {
    expect(() => cloudSettings({ ...some, WHATSAPP_DRIVER: 'hybrid' })).toThrow(
      expect.objectContaining({
        code: 'config.missing',
        message: expect.stringMatching(/WHATSAPP_DRIVER=hybrid.*Cloud API.*WHATSAPP_APP_SECRET/s),
      }),
    );
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
