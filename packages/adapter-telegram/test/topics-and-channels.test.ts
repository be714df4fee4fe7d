import { plain } from '@kapwa/core';
import { expect, it } from 'vitest';
import { startBot } from './running-bot.js';

it('in a group with topics the bot answers in the topic in which it was asked', async () => {
  let found: ReturnType<typeof scene> | undefined;
  const scene = (telegram: Awaited<ReturnType<typeof startBot>>['telegram']) => {
    const amina = telegram.person('Amina');
    const group = telegram.group('Area North', { owner: amina, isForum: true });
    group.addBot('all');
    return { amina, group };
  };
  const bot = await startBot({
    prepare(telegram) {
      found = scene(telegram);
      return { north: found.group.id };
    },
    reaction(context) {
      const { event } = context;
      if (event.kind !== 'message.received') return;
      const to = { group: 'north' };
      context.perform({
        kind: 'message.send',
        to,
        text: plain('Noted'),
        replyTo: event.message,
      });
    },
  });
  await bot.settle();
  const { amina, group } = found as ReturnType<typeof scene>;
  const topic = group.topic('Supplies');
  const screen = amina.phone.in(group);
  screen.writes('We need gloves', { topic });
  await bot.settle();

  expect(screen.messages.at(-1)).toMatchObject({ text: 'Noted', byBot: true, topic });
});

it('a channel serves as a group for announcements: the bot writes there, and hears what is posted', async () => {
  let found: ReturnType<typeof scene> | undefined;
  const scene = (telegram: Awaited<ReturnType<typeof startBot>>['telegram']) => {
    const sameer = telegram.person('Sameer');
    const amina = telegram.person('Amina');
    const news = telegram.group('Announcements', { owner: sameer, type: 'channel' });
    news.add(amina);
    news.addBot('all');
    return { sameer, amina, news };
  };
  const bot = await startBot({
    prepare(telegram) {
      found = scene(telegram);
      return { news: found.news.id };
    },
    reaction(context) {
      const to = { group: 'news' };
      context.perform({ kind: 'message.send', to, text: plain('Vaccination is on Saturday.') });
    },
  });
  await bot.settle();
  const { amina, sameer, news } = found as ReturnType<typeof scene>;
  amina.phone.bot.writes('announce');
  await bot.settle();
  expect(amina.phone.in(news).texts).toEqual(['Vaccination is on Saturday.']);
  expect(amina.phone.in(news).mayWrite).toBe(false);

  bot.answers(() => undefined);
  sameer.phone.in(news).writes('Bring water.');
  await bot.settle();
  expect(bot.events).toContainEqual(
    expect.objectContaining({
      kind: 'message.received',
      text: 'Bring water.',
      chat: expect.objectContaining({ id: String(news.id), direct: false }),
    }),
  );
  expect(bot.events).toContainEqual(
    expect.objectContaining({ kind: 'group.reported', posting: 'admins', botRole: 'admin' }),
  );
});
