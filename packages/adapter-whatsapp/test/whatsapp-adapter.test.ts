import { describe, expect, it } from 'vitest';
import { type WhatsAppOptions, whatsappAdapter } from '../src/index.js';

const good: WhatsAppOptions = {
  driver: 'cloud',
  token: 'EAAx',
  phoneNumberId: '106540352242922',
  appSecrets: ['secret'],
  verifyToken: 'karibu',
};

describe('the WhatsApp adapter', () => {
  it('is called whatsapp and knows the longest text', () => {
    expect(whatsappAdapter(good)).toMatchObject({ name: 'whatsapp', maxText: 4096 });
  });

  it.each([
    ['token', { token: '' }],
    ['phoneNumberId', { phoneNumberId: ' ' }],
    ['verifyToken', { verifyToken: '' }],
    ['appSecrets', { appSecrets: [] }],
    ['appSecrets', { appSecrets: ['secret', ''] }],
  ])('names the setting %s when it is missing', (name, options) => {
    expect(() => whatsappAdapter({ ...good, ...options })).toThrow(
      expect.objectContaining({
        code: 'config.missing',
        message: expect.stringContaining(`"${name}"`),
      }),
    );
  });

  it.each([
    ['phoneNumberId', { phoneNumberId: '../me' }],
    ['version', { version: '26' }],
    ['baseUrl', { baseUrl: 'graph.facebook.com' }],
    ['baseUrl', { baseUrl: 'http://graph.example.org' }],
  ])('names the setting %s when it cannot be used', (name, options) => {
    expect(() => whatsappAdapter({ ...good, ...options })).toThrow(
      expect.objectContaining({
        code: 'config.invalid',
        message: expect.stringContaining(`"${name}"`),
      }),
    );
  });

  it('sends a token unencrypted to this machine only', () => {
    expect(() => whatsappAdapter({ ...good, baseUrl: 'http://127.0.0.1:4000' })).not.toThrow();
    expect(() => whatsappAdapter({ ...good, baseUrl: 'https://example.org' })).not.toThrow();
  });
});
