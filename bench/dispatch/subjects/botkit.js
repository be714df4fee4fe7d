import { createRequire } from 'node:module';
import { createReplies } from '../replies.js';

// Botkit is CommonJS, and so is the Bot Framework below it.
const require = createRequire(import.meta.url);
const { Botkit } = require('botkit');
const { BotAdapter, TurnContext } = require('botbuilder-core');

class BenchAdapter extends BotAdapter {
  name = 'Bench Adapter';
  constructor(replies) {
    super();
    this.replies = replies;
  }
  async sendActivities(_context, activities) {
    for (const { type, conversation } of activities) {
      if (type === 'message') this.replies.arrived(Number(conversation.id));
    }
    return activities.map(() => ({ id: '1' }));
  }
  async updateActivity() {}
  async deleteActivity() {}
  async continueConversation() {}
}

/** Botkit with an adapter in memory. */
export async function start({ plugins, listeners = 0 }) {
  const replies = createReplies();
  const adapter = new BenchAdapter(replies);
  const controller = new Botkit({ adapter, disable_webserver: true, disable_console: true });
  let heard = 0;
  for (let n = 0; n < listeners; n += 1) {
    controller.middleware.receive.use((_bot, _message, next) => {
      heard += 1;
      next();
    });
  }
  for (let n = 0; n < plugins; n += 1) {
    controller.hears(new RegExp(`^/cmd${n}(?:\\s|$)`), 'message', (bot, message) =>
      bot.reply(message, `cmd${n}: done`),
    );
  }
  await new Promise((resolve) => controller.ready(resolve));
  return {
    async send(index, chat, text) {
      const answered = replies.expect(chat);
      const activity = {
        type: 'message',
        id: String(index),
        channelId: 'bench',
        timestamp: new Date(),
        text,
        from: { id: `worker-${index % 20}` },
        recipient: { id: 'bot' },
        conversation: { id: String(chat) },
      };
      await adapter.runMiddleware(new TurnContext(adapter, activity), (context) =>
        controller.handleTurn(context),
      );
      await answered;
    },
    heard: () => heard,
  };
}
