import { type Logger, messageOf, type PlatformEvent, silentLogger, systemClock } from '@kapwa/core';
import type { Bot } from 'grammy';
import { type HostedKit, taker } from './kapwa.js';
import { startPolling } from './polling.js';

/**
 * Fetches the updates of a grammY bot in its place, so that a crash loses nothing: an update is
 * confirmed only once the kit has it for good and the bot has dealt with it. What the kit will answer
 * does not get to the bot. Use it instead of `bot.start()` and of `bot.use(kapwa(kit))`.
 *
 * An update during whose handling the process crashed comes again: the kit takes it once, the bot
 * sees it twice. Errors of the bot are logged and do not hold up what comes next. Resolves, once the
 * bot knows its own name, with what stops it.
 *
 * Raises `config.missing` for a kit without Telegram.
 */
export async function pollFor(
  bot: Bot,
  kit: HostedKit,
  log: Logger = silentLogger,
): Promise<() => Promise<void>> {
  const take = taker(kit);
  await bot.init();
  const handled = async (update: unknown): Promise<readonly PlatformEvent[]> => {
    if (await take(update)) return [];
    await bot.handleUpdate(update as Parameters<Bot['handleUpdate']>[0]).catch((error: unknown) => {
      log.error(`The bot failed at an update: ${messageOf(error)}`);
    });
    return [];
  };
  await bot.api.deleteWebhook();
  return startPolling({
    api: bot.api,
    reader: { read: handled },
    link: { accept: async () => undefined, ready: async () => undefined, clock: systemClock, log },
    changed: (state) => ({
      kind: 'transport.changed',
      id: `${bot.botInfo.id}:${state}`,
      at: systemClock.now(),
      adapter: 'telegram',
      state,
    }),
  });
}
