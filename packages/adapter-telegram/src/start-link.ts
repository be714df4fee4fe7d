import { KapwaError } from '@kapwa/core';

/** The names bots and people can have on Telegram. */
export const USERNAME = /^[A-Za-z0-9_]{5,32}$/;
const PAYLOAD = /^[A-Za-z0-9_-]{0,64}$/;

/**
 * A link that opens the chat with the bot and offers Start: how people make the first step, which
 * a bot cannot. The payload comes back as `/start payload`.
 *
 * Raises `config.invalid` for a username or payload that Telegram does not take in a link.
 *
 * @example
 * startLink('health_workers_bot', 'area-north'); // https://t.me/health_workers_bot?start=area-north
 */
export function startLink(username: string, payload = ''): string {
  const name = username.replace(/^@/, '');
  if (!USERNAME.test(name) || !PAYLOAD.test(payload)) {
    throw new KapwaError(
      'config.invalid',
      `telegram: "${name}" with "${payload}" makes no link. Usernames have 5 to 32 letters, digits and _; payloads up to 64 letters, digits, _ and -.`,
    );
  }
  const start = payload === '' ? '' : `?start=${payload}`;
  return `https://t.me/${name}${start}`;
}
