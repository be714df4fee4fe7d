import { startWhatsAppWeb, type WhatsAppWeb } from '@kapwa/testing/whatsapp-web';
import { afterEach } from 'vitest';
import { type BotOptions, startLinkedBot } from './running-bot.js';

const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

/** Closes something when the test is over, the newest first. */
export function closing(close: () => Promise<void>): void {
  toClose.push(close);
}

/** A WhatsApp of the test's own. */
export async function world(): Promise<WhatsAppWeb> {
  const whatsapp = await startWhatsAppWeb();
  closing(() => whatsapp.close());
  return whatsapp;
}

/** A bot that is linked; Ana and Ben are in a group that Sameer runs together with it. */
export async function scene(options: BotOptions = {}) {
  const whatsapp = options.whatsapp ?? (await world());
  const bot = await startLinkedBot({ ...options, whatsapp });
  closing(() => bot.kit.stop());
  const sameer = whatsapp.number('+254700000000', 'Sameer');
  const ana = whatsapp.number('+254700000001', 'Ana');
  const ben = whatsapp.number('+254700000002', 'Ben');
  const group = sameer.createGroup({
    subject: 'Managers',
    members: [ana, ben, bot.bot],
    admins: [bot.bot],
  });
  await bot.rests();
  return { ...bot, whatsapp, sameer, ana, ben, group };
}
