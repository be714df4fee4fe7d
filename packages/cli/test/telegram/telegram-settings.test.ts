import { describe, expect, it } from 'vitest';
import {
  hasTelegram,
  lookingOptions,
  telegramOptions,
} from '../../src/telegram/telegram-settings.js';

const TELEGRAM_TOKEN = '777000123:AAfakeFakeFakeFake';

describe('the settings of Telegram', () => {
  it('are none without a token', () => {
    expect(hasTelegram({ TELEGRAM_TOKEN: ' ' })).toBe(false);
    expect(hasTelegram({ TELEGRAM_TOKEN })).toBe(true);
  });

  it('ask for updates unless a webhook is set', () => {
    expect(telegramOptions({ TELEGRAM_TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:1' })).toEqual({
      mode: 'polling',
      token: TELEGRAM_TOKEN,
      apiRoot: 'http://127.0.0.1:1',
    });
  });

  it('take a webhook with one secret, or two while it is exchanged', () => {
    const TELEGRAM_WEBHOOK_URL = 'https://bot.example.org';

    expect(
      telegramOptions({ TELEGRAM_TOKEN, TELEGRAM_WEBHOOK_URL, TELEGRAM_WEBHOOK_SECRET: 'a, b' }),
    ).toEqual({
      mode: 'webhook',
      token: TELEGRAM_TOKEN,
      secret: ['a', 'b'],
      url: TELEGRAM_WEBHOOK_URL,
    });
    expect(() => telegramOptions({ TELEGRAM_TOKEN, TELEGRAM_WEBHOOK_URL })).toThrow(
      /TELEGRAM_WEBHOOK_SECRET/,
    );
  });

  it('take no update from a running bot while groups are looked at', () => {
    expect(lookingOptions({ TELEGRAM_TOKEN })).toMatchObject({ mode: 'webhook' });
    expect(lookingOptions({ TELEGRAM_TOKEN })).not.toHaveProperty('url');
  });
});
