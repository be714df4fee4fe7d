import { KapwaError } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { menusByHand } from '../src/command-menus.js';
import { startLink, telegramAdapter, telegramLanguage } from '../src/index.js';
import type { TelegramOptions } from '../src/options.js';

const token = '777000123:AAfakeFakeFakeFake';
const secret = 'a-long-secret-word';

const codeOf = (options: unknown): string => {
  try {
    telegramAdapter(options as TelegramOptions);
    return 'fine';
  } catch (error) {
    return error instanceof KapwaError ? `${error.code} ${error.message}` : String(error);
  }
};

describe('the settings of Telegram', () => {
  it.each([
    ['polling', { mode: 'polling', token }],
    ['a webhook', { mode: 'webhook', token, secret }],
    ['two secrets', { mode: 'webhook', token, secret: [secret, `${secret}-2`] }],
  ])('are enough for %s', (_, options) => {
    expect(codeOf(options)).toBe('fine');
  });

  it.each([
    ['no token', { mode: 'polling', token: '' }, /^config.missing telegram: "token"/],
    ['a token of another form', { mode: 'polling', token: 'abc' }, /^config.invalid.*colon/],
    [
      'a webhook without a secret',
      { mode: 'webhook', token },
      /^config.missing telegram: "secret"/,
    ],
    ['a webhook with an empty secret', { mode: 'webhook', token, secret: ' ' }, /^config.missing/],
    ['no secret of several', { mode: 'webhook', token, secret: [] }, /^config.missing/],
    ['a short secret', { mode: 'webhook', token, secret: 'abc' }, /^config.invalid.*16 to 256/],
    ['a server without https', { mode: 'polling', token, apiRoot: 'http://example.org' }, /https/],
    [
      'an address without https',
      { mode: 'webhook', token, secret, url: 'http://example.org' },
      /https/,
    ],
  ])('are refused for %s, with what to do', (_, options, message) => {
    expect(codeOf(options)).toMatch(message);
    expect(codeOf(options)).not.toContain(token);
  });
});

describe('command menus on Telegram', () => {
  it('go out by codes of two letters, the first for everybody else too', () => {
    const commands = [{ command: '/Tulong', description: 'Tulong' }];
    const arabic = [{ command: 'قواعد', description: 'القواعد' }];

    const menu = { scope: 'default', commands: [{ command: 'tulong', description: 'Tulong' }] };
    expect(menusByHand({ fil: commands, ceb: commands, ar: arabic })).toEqual([
      menu,
      { ...menu, language_code: 'tl' },
    ]);
  });

  it.each([
    ['fil', 'tl'],
    ['pt-BR', 'pt'],
    ['zh-Hant', 'zh'],
    ['ceb', undefined],
  ])('know %s as %s', (tag, language) => {
    expect(telegramLanguage(tag)).toBe(language);
  });
});

describe('a link to press Start', () => {
  it('brings a payload along', () => {
    expect(startLink('@kapwa_bot', 'area-north')).toBe('https://t.me/kapwa_bot?start=area-north');
    expect(startLink('kapwa_bot')).toBe('https://t.me/kapwa_bot');
  });

  it.each([
    ['kapwa_bot', 'not allowed'],
    ['kapwa_bot', 'x'.repeat(65)],
    ['k', 'x'],
  ])('is refused for %s with %s', (username, payload) => {
    expect(() => startLink(username, payload)).toThrow(KapwaError);
  });
});
