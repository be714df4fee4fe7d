import { sequentialize } from '@grammyjs/runner';
import { Bot, session } from 'grammy';
import { createReplies } from '../replies.js';
import { telegramUpdate } from '../update.js';

const botInfo = {
  id: 1,
  is_bot: true,
  first_name: 'Bench',
  username: 'bench_bot',
  can_join_groups: true,
  can_read_all_group_messages: true,
  supports_inline_queries: false,
};

/** What a bot that is to be relied on adds by itself: no update twice, order in a chat, a session. */
function likeKapwa(bot) {
  const seen = new Set();
  bot.use(async (context, next) => {
    if (seen.has(context.update.update_id)) return;
    seen.add(context.update.update_id);
    await next();
  });
  bot.use(sequentialize((context) => String(context.chat?.id)));
  bot.use(
    session({ initial: () => ({ count: 0 }), getSessionKey: (context) => `${context.chat?.id}` }),
  );
  bot.use(async (context, next) => {
    context.session.count += 1;
    await next();
  });
}

/** grammY, bare or doing what Kapwa always does. */
export function start({ plugins, listeners = 0, sameWork = false }) {
  const replies = createReplies();
  const bot = new Bot('1:bench', { botInfo });
  bot.api.config.use(async (_previous, method, payload) => {
    if (method === 'sendMessage') replies.arrived(-1000 - payload.chat_id);
    return { ok: true, result: { message_id: 1, date: 0, chat: { id: payload.chat_id } } };
  });
  if (sameWork) likeKapwa(bot);
  let heard = 0;
  for (let n = 0; n < listeners; n += 1) {
    bot.on('message', async (_context, next) => {
      heard += 1;
      await next();
    });
  }
  for (let n = 0; n < plugins; n += 1) {
    bot.command(`cmd${n}`, (context) => context.reply(`cmd${n}: ${context.match}`));
  }
  return {
    async send(index, chat, text) {
      const answered = replies.expect(chat);
      await bot.handleUpdate(telegramUpdate(index, chat, text));
      await answered;
    },
    heard: () => heard,
  };
}
