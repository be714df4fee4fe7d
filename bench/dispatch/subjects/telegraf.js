import { Telegraf, Telegram } from 'telegraf';
import { createReplies } from '../replies.js';
import { telegramUpdate } from '../update.js';

/** Telegraf as it comes. */
export function start({ plugins, listeners = 0 }) {
  const replies = createReplies();
  const bot = new Telegraf('1:bench');
  bot.botInfo = { id: 1, is_bot: true, first_name: 'Bench', username: 'bench_bot' };
  // Every update gets a client of its own, so the transport is replaced in their class.
  Telegram.prototype.callApi = async (method, payload) => {
    if (method === 'sendMessage') replies.arrived(-1000 - payload.chat_id);
    return { message_id: 1, date: 0, chat: { id: payload.chat_id } };
  };
  let heard = 0;
  for (let n = 0; n < listeners; n += 1) {
    bot.on('message', (_context, next) => {
      heard += 1;
      return next();
    });
  }
  for (let n = 0; n < plugins; n += 1) {
    bot.command(`cmd${n}`, (context) => context.reply(`cmd${n}: ${context.payload}`));
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
