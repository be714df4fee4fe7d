import { type Adapter, KapwaError, type Kit } from '@kapwa/core';
import type { Context, MiddlewareFn } from 'grammy';
import type { TelegramAdapter } from './telegram-adapter.js';

/** What of a kit a host's bot deals with. */
export type HostedKit = Pick<Kit, 'adapters' | 'receive'>;

function isTelegram(adapter: Adapter): adapter is TelegramAdapter {
  return 'readUpdate' in adapter;
}

function telegramOf({ adapters }: HostedKit): TelegramAdapter {
  const found = [...adapters.values()].find(isTelegram);
  if (found !== undefined) return found;
  throw new KapwaError(
    'config.missing',
    'This kit has no Telegram: give it telegramAdapter({ mode: "hosted", api: bot.api }).',
  );
}

/**
 * Hands updates to a kit: resolves once it is kept for good, with whether the kit will answer it.
 * Rejects when the store is down.
 *
 * Raises `config.missing` for a kit without Telegram.
 */
export function taker(kit: HostedKit): (update: unknown) => Promise<boolean> {
  const telegram = telegramOf(kit);
  return async (update) => {
    const events = await telegram.readUpdate(update);
    const receipts = events.map((event) => kit.receive(event));
    await Promise.all(receipts.map(({ accepted }) => accepted));
    return receipts.some(({ claimed }) => claimed);
  };
}

/**
 * Puts a kit into a grammY bot that runs already: `bot.use(kapwa(kit))`.
 *
 * The kit hears every update, and keeps to itself what it will answer (its commands, answers to its
 * questions); everything else goes on to what stands behind it. It waits until what it heard is kept
 * for good; an update that could not be kept is an error of the bot.
 *
 * Raises `config.missing` for a kit without Telegram.
 */
export function kapwa(kit: HostedKit): MiddlewareFn<Context> {
  const take = taker(kit);
  return async (context, next) => {
    if (!(await take(context.update))) await next();
  };
}
