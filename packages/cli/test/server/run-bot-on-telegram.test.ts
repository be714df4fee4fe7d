import { type FakeTelegram, startFakeTelegram } from '@kapwa/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runBot } from '../../src/server/run-bot.js';
import { botFolder } from '../bot-folder.js';

let telegram: FakeTelegram;

beforeEach(async () => {
  telegram = await startFakeTelegram();
});

afterEach(() => telegram.close());

/** Runs a bot of Telegram until `stop`. */
async function startBot(more: Readonly<Record<string, string>> = {}) {
  const { token, apiRoot } = telegram;
  const bot = await botFolder({ TELEGRAM_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, ...more });
  await bot.write();
  return bot.start(runBot);
}

describe('kapwa run with a bot of Telegram', () => {
  it('gives the rules to a person who asks for them, and tells no secret', async () => {
    const { out, err, stop } = await startBot();
    const amina = telegram.person('Amina');
    amina.phone.bot.writes('rules');
    await vi.waitFor(() =>
      expect(amina.phone.bot.texts.join()).toContain('Be kind to one another.'),
    );
    await vi.waitFor(() =>
      expect(telegram.commands('', 'all_private_chats').map(({ command }) => command)).toContain(
        'rules',
      ),
    );
    await stop();

    expect(err.join('')).toContain('privacy mode is on');
    expect([...out, ...err].join('')).not.toContain(telegram.token);
    expect(telegram.waiting).toEqual([]);
  });

  it('refuses a webhook without a secret, and says what to add', async () => {
    await expect(startBot({ TELEGRAM_WEBHOOK_URL: 'https://bot.example.org' })).rejects.toThrow(
      /TELEGRAM_WEBHOOK_SECRET/,
    );
  });

  it('refuses a token Telegram does not know, and says where a new one is', async () => {
    await expect(
      startBot({ TELEGRAM_TOKEN: '777000123:AAanother-token-of-nobody' }),
    ).rejects.toThrow(/BotFather/);
  });
});
