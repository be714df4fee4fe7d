import { createKit, defineBlueprint, definePlugin, type Kit, plain } from '@kapwa/core';
import { fillingStore, startFakeTelegram } from '@kapwa/testing';
import { Bot, InlineKeyboard } from 'grammy';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { kapwa, pollFor, telegramAdapter } from '../src/index.js';

const toClose: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

const greeter = definePlugin({
  name: 'greeter',
  options: z.object({}),
  setup(scope) {
    scope.on('message.received', { direct: true }, (context, { text }) => {
      const to = { person: context.actor?.person.id ?? '' };
      if (text === 'hello') context.perform({ kind: 'message.send', to, text: plain('Karibu') });
    });
  },
});

/** A bot of somebody's own, with a button, and a kit that may fail to keep what it hears. */
async function hosted() {
  const telegram = await startFakeTelegram();
  const { token, apiRoot } = telegram;
  const bot = new Bot(token, { client: { apiRoot } });
  const disk = { isFull: false };
  const kit = createKit({
    communities: [
      defineBlueprint({ community: { name: 'Health', purpose: 'Help', timeZone: 'UTC' } }),
    ],
    adapters: [telegramAdapter({ mode: 'hosted', api: bot.api })],
    plugins: [greeter],
    store: fillingStore(() => disk.isFull),
  });
  await kit.start();
  toClose.push(telegram.close, () => kit.stop());
  const amina = telegram.person('Amina');
  amina.phone.bot.starts();
  const shows = async (text: string): Promise<void> => {
    while (!amina.phone.bot.texts.includes(text)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { telegram, bot, kit, disk, amina, shows };
}

function withButton(bot: Bot): void {
  const reply_markup = new InlineKeyboard().text('Boil water', 'boil');
  bot.command('tea', (context) => context.reply('Tea?', { reply_markup }));
  bot.callbackQuery('boil', (context) => context.answerCallbackQuery('It boils'));
}

describe('a kit in a grammY bot', () => {
  it('hears what people say, and leaves buttons of the bot to the bot', async () => {
    const { telegram, bot, kit, amina, shows } = await hosted();
    bot.use(kapwa(kit));
    withButton(bot);
    const running = bot.start();
    toClose.push(async () => {
      await bot.stop();
      await running;
    });
    amina.phone.bot.writes('hello');
    await shows('Karibu');
    amina.phone.bot.writes('/tea');
    await shows('Tea?');
    const question = amina.phone.bot.taps('Boil water');
    await telegram.settled();
    while (telegram.answerTo(question) === undefined) {
      await new Promise((resolve) => setImmediate(resolve));
    }

    expect(telegram.answerTo(question)).toEqual({ text: 'It boils', alert: false });
    expect(telegram.calls.filter(({ method }) => method === 'answerCallbackQuery')).toHaveLength(1);
  });

  it('loses nothing where it fetches for the bot and cannot keep it', async () => {
    const { telegram, bot, kit, disk, amina, shows } = await hosted();
    withButton(bot);
    disk.isFull = true;
    amina.phone.bot.writes('hello');
    const stop = await pollFor(bot, kit);
    await telegram.handedOut(1);
    await stop();
    expect(telegram.waiting.length).toBeGreaterThan(0);
    disk.isFull = false;
    toClose.push(await pollFor(bot, kit));
    await shows('Karibu');
    amina.phone.bot.writes('/tea');
    await shows('Tea?');

    expect(amina.phone.bot.texts.filter((text) => text === 'Karibu')).toHaveLength(1);
  });

  it('has to have Telegram, and to be started', async () => {
    const none = { adapters: new Map(), receive: () => undefined } as unknown as Kit;
    const adapter = telegramAdapter({
      mode: 'hosted',
      api: new Bot('1000:some-token-or-other').api,
    });

    expect(() => kapwa(none)).toThrow(/mode: "hosted"/);
    await expect(async () => adapter.readUpdate({ update_id: 1 })).rejects.toThrow(/kit.start/);
  });
});
