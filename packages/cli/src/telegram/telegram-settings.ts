import { randomBytes } from 'node:crypto';
import type { TelegramOptions } from '@kapwa/adapter-telegram';
import { KapwaError } from '@kapwa/core';
import { listIn, type Settings, setting } from '../server/settings.js';

/** Whether the bot of a folder is to speak on Telegram. */
export function hasTelegram(settings: Settings): boolean {
  return setting(settings, 'TELEGRAM_TOKEN') !== '';
}

function common(settings: Settings) {
  const apiRoot = setting(settings, 'TELEGRAM_API_ROOT');
  return { token: setting(settings, 'TELEGRAM_TOKEN'), ...(apiRoot && { apiRoot }) };
}

function missingSecret(): KapwaError {
  return new KapwaError(
    'config.missing',
    `Telegram is set to post to a webhook, and nobody could tell its posts from others. Add to the file .env beside community.yaml:
  TELEGRAM_WEBHOOK_SECRET   a long random word of your own, 16 letters or more`,
  );
}

/**
 * How the bot of a folder reaches Telegram: it asks for updates unless TELEGRAM_WEBHOOK_URL is set.
 * Raises `config.missing` with exactly the setting to add.
 */
export function telegramOptions(settings: Settings): TelegramOptions {
  const url = setting(settings, 'TELEGRAM_WEBHOOK_URL');
  const secrets = listIn(settings, 'TELEGRAM_WEBHOOK_SECRET');
  if (url === '' && secrets.length === 0) return { mode: 'polling', ...common(settings) };
  if (secrets.length === 0) throw missingSecret();
  return { mode: 'webhook', ...common(settings), secret: secrets, ...(url && { url }) };
}

/** For a look at the groups, beside a bot that may be running: no update is taken from it. */
export function lookingOptions(settings: Settings): TelegramOptions {
  return { mode: 'webhook', ...common(settings), secret: randomBytes(24).toString('hex') };
}
