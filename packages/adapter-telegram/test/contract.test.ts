import { startFakeTelegram, turnableClock } from '@kapwa/testing';
import { type AdapterUnderTest, adapterContract } from '@kapwa/testing/contracts';
import { telegramAdapter } from '../src/index.js';

/** Telegram with Amina, who has pressed Start and is in a group in which the bot is an admin. */
async function telegramByPolling(): Promise<AdapterUnderTest> {
  const clock = turnableClock();
  const telegram = await startFakeTelegram({ clock });
  const amina = telegram.person('Amina');
  const group = telegram.group('Area North');
  group.add(amina);
  group.addBot('all');
  group.setApproval(true);
  amina.phone.bot.starts();
  // What happened before is no part of a test.
  await fetch(`${telegram.apiRoot}/bot${telegram.token}/deleteWebhook?drop_pending_updates=true`);
  const adapter = telegramAdapter({
    mode: 'polling',
    token: telegram.token,
    apiRoot: telegram.apiRoot,
  });
  const screen = (place: 'group' | 'direct') =>
    place === 'group' ? amina.phone.in(group) : amina.phone.bot;

  return {
    adapter,
    group: String(group.id),
    clock,
    async writes(text, place) {
      screen(place).writes(text);
      await telegram.settled();
    },
    async asksToJoin() {
      const juma = telegram.person('Juma');
      group.joins(juma, group.link());
      await telegram.settled();
      return String(juma.id);
    },
    written: (place) =>
      screen(place)
        .messages.filter(({ byBot }) => byBot)
        .map(({ text }) => text),
    async sendsFile(type, file, caption) {
      amina.phone.bot.sends(type === 'image' ? 'photo' : type, caption, file);
      await telegram.settled();
    },
    filesFromBot: (place) =>
      screen(place).messages.flatMap(({ byBot, file }) => (byBot && file ? [file] : [])),
    stands: (message) => amina.phone.in(group).messages.some(({ id }) => String(id) === message),
    wordsOf: ({ body }) => (body as { text?: string }).text,
    close: () => telegram.close(),
  };
}

adapterContract('telegram by polling', { hasGroups: true, repeats: false }, telegramByPolling);
