/**
 * Kapwa inside a grammY bot that exists already: the bot keeps its own commands, Kapwa thanks people
 * in the groups and looks after the code of conduct.
 *
 * TELEGRAM_TOKEN=123456789:AAE... node --import tsx examples/own-bot/grammy.ts
 */
import { kapwa, pollFor, telegramAdapter } from '@kapwa/adapter-telegram';
import { createKit, defineBlueprint, type KitOptions } from '@kapwa/core';
import { conduct } from '@kapwa/plugin-conduct';
import { recognition } from '@kapwa/plugin-recognition';
import { Bot } from 'grammy';

const blueprint = defineBlueprint({
  community: {
    name: 'Community health workers',
    purpose: 'Work together and learn from each other',
    languages: ['en', 'sw'],
    timeZone: 'Africa/Nairobi',
  },
});

/** The bot as it was before. */
export function ownBot(token: string, apiRoot?: string): Bot {
  const bot = new Bot(token, apiRoot === undefined ? {} : { client: { apiRoot } });
  bot.command('stock', (context) => context.reply('42 boxes of gloves'));
  return bot;
}

/** A kit that speaks through the bot. */
export function kitFor(bot: Bot, options: Partial<KitOptions> = {}) {
  return createKit({
    communities: [blueprint],
    adapters: [telegramAdapter({ mode: 'hosted', api: bot.api })],
    plugins: [conduct, recognition],
    ...options,
  });
}

/** The door: Kapwa answers what is its own and passes the rest on. */
export async function withMiddleware(
  token: string,
  apiRoot?: string,
): Promise<() => Promise<void>> {
  const bot = new Bot(token, apiRoot === undefined ? {} : { client: { apiRoot } });
  const kit = kitFor(bot);
  await kit.start();
  bot.use(kapwa(kit));
  bot.use(ownBot(token, apiRoot));
  const running = bot.start();
  return async () => {
    await bot.stop();
    await running;
    await kit.stop();
  };
}

/** The door for those who want to lose nothing in a crash: Kapwa fetches for the bot. */
export async function withoutLoss(token: string, apiRoot?: string): Promise<() => Promise<void>> {
  const bot = ownBot(token, apiRoot);
  const kit = kitFor(bot);
  await kit.start();
  const stop = await pollFor(bot, kit);
  return async () => {
    await stop();
    await kit.stop();
  };
}

const { TELEGRAM_TOKEN: token = '' } = process.env;
if (token !== '') {
  const stop = await withoutLoss(token);
  process.once('SIGTERM', () => void stop());
}
