import type { UserFacingSocketConfig } from 'baileys';
import { afterEach } from 'vitest';
import {
  startWhatsAppWeb,
  type WhatsAppPerson,
  type WhatsAppWeb,
  type WhatsAppWebOptions,
} from '../../src/whatsapp-web.js';
import { type LinkedBot, linkedBot } from './linked-bot.js';

/** A WhatsApp with a bot at work in it. */
export interface Scene {
  readonly whatsapp: WhatsAppWeb;
  /** The person whose phone the bot is linked to. */
  readonly number: WhatsAppPerson;
  readonly bot: LinkedBot;
  readonly ana: WhatsAppPerson;
  readonly ben: WhatsAppPerson;
}

const toEnd: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of toEnd.splice(0).reverse()) await end();
});

/** A WhatsApp that is closed after the test. */
export async function openWhatsApp(options?: WhatsAppWebOptions): Promise<WhatsAppWeb> {
  const whatsapp = await startWhatsAppWeb(options);
  toEnd.push(() => whatsapp.close());
  return whatsapp;
}

/** A bot that is ended after the test. */
export function kept(bot: LinkedBot): LinkedBot {
  toEnd.push(bot.end);
  return bot;
}

/** A WhatsApp with Ana, Ben, and a bot that is linked and at work. */
export async function scene(
  config?: Partial<UserFacingSocketConfig>,
  options?: WhatsAppWebOptions,
): Promise<Scene> {
  const whatsapp = await openWhatsApp({ asksForKeys: false, ...options });
  const number = whatsapp.number('+254700000001', 'Helper');
  const ana = whatsapp.person({ name: 'Ana', number: '+639170000002' });
  const ben = whatsapp.person({ name: 'Ben' });
  const bot = kept(await linkedBot(whatsapp, number, config));
  return { whatsapp, number, bot, ana, ben };
}
