import { describe, expect, it } from 'vitest';
import { cloudSettings } from '../../src/whatsapp/cloud-settings.js';

const all = {
  WHATSAPP_TOKEN: 'EAAx',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'new, old',
  WHATSAPP_VERIFY_TOKEN: 'karibu',
};

describe('the settings of the official API', () => {
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
