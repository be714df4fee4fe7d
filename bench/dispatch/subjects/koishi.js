import { createRequire } from 'node:module';
import { createReplies } from '../replies.js';

// Its ES module build throws on Node 20; the CommonJS one works.
const require = createRequire(import.meta.url);
const { Bot, Context, Universal } = require('koishi');

/** Koishi with a bot in memory. */
export async function start({ plugins, listeners = 0 }) {
  const replies = createReplies();
  const app = new Context({ prefix: ['/'], autoAssign: false, autoAuthorize: 0 });
  class BenchBot extends Bot {
    async sendMessage(channel) {
      replies.arrived(Number(channel));
      return ['1'];
    }
  }
  const bot = new BenchBot(app, { selfId: 'bot' }, 'bench');
  bot.platform = 'bench';
  bot.selfId = 'bot';
  bot.user = { id: 'bot', name: 'bot' };
  bot.status = Universal.Status.ONLINE;
  let heard = 0;
  for (let n = 0; n < listeners; n += 1) {
    app.middleware((_session, next) => {
      heard += 1;
      return next();
    });
  }
  for (let n = 0; n < plugins; n += 1) {
    app.command(`cmd${n} [rest:text]`).action(() => `cmd${n}: done`);
  }
  await app.start();
  return {
    async send(index, chat, text) {
      const answered = replies.expect(chat);
      const session = bot.session({
        type: 'message',
        timestamp: Date.now(),
        channel: { id: String(chat), type: Universal.Channel.Type.TEXT },
        guild: { id: `guild-${chat}` },
        user: { id: `worker-${index % 20}` },
        message: { id: String(index) },
      });
      session.content = text;
      bot.dispatch(session);
      await answered;
    },
    heard: () => heard,
    stop: () => app.stop(),
  };
}
