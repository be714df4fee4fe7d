import { type Adapter, defineAdapter, KapwaError, type PlatformEvent } from '@kapwa/core';
import { createCallbackSigner } from './callback-data.js';
import { capability } from './capability.js';
import { apiOf, connect, type TelegramConnection } from './connect.js';
import { encode } from './encode.js';
import { attachments, groupLimits, limits, menuLimits, rates } from './limits.js';
import { checkOptions, type TelegramOptions } from './options.js';
import { reach } from './reach.js';

/** Telegram, and the door by which a host hands it updates it has fetched itself. */
export interface TelegramAdapter extends Adapter {
  /**
   * What an update means, for a host that fetches updates itself; looks up what has to be known.
   * Raises `kit.not-running` while the kit has not been started.
   */
  readUpdate(update: unknown): Promise<readonly PlatformEvent[]>;
}

/**
 * Telegram as a transport of a kit, by the Bot API.
 *
 * Raises `config.missing` and `config.invalid`: without a secret there is no webhook.
 *
 * @example
 * const telegram = telegramAdapter({ mode: 'polling', token: process.env.TELEGRAM_TOKEN ?? '' });
 */
export function telegramAdapter(options: TelegramOptions): TelegramAdapter {
  checkOptions(options);
  const { name = 'telegram' } = options;
  const buttons = createCallbackSigner(apiOf(options).token);
  let connection: TelegramConnection | undefined;

  return defineAdapter({
    name,
    maxText: limits.text,
    menus: menuLimits,
    attachments,
    ephemeral: true,
    limits: groupLimits,
    rates,
    encode: (action, facts) => encode(action, facts, buttons),
    capability,
    reach,
    async connect(link) {
      const opened = await connect(options, name, link);
      connection = opened;
      return {
        ...opened,
        async close() {
          connection = undefined;
          await opened.close();
        },
      };
    },
    readUpdate(update) {
      if (connection === undefined) {
        const message = `${name}: the kit has not been started; await kit.start() before the bot.`;
        throw new KapwaError('kit.not-running', message);
      }
      return connection.reader.read(update);
    },
  } satisfies TelegramAdapter);
}
