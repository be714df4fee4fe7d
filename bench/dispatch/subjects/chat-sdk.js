import { createMemoryState } from '@chat-adapter/state-memory';
import { Chat, Message, parseMarkdown } from 'chat';
import { createReplies } from '../replies.js';

function benchAdapter(replies) {
  return {
    name: 'bench',
    userName: 'bench',
    async initialize(chat) {
      this.chat = chat;
    },
    encodeThreadId: ({ chat }) => `bench:${chat}`,
    decodeThreadId: (id) => ({ chat: Number(id.split(':')[1]) }),
    channelIdFromThreadId: (id) => id,
    isDM: () => false,
    async postMessage(thread) {
      replies.arrived(Number(thread.split(':')[1]));
      return { id: '1', threadId: thread, raw: {} };
    },
    renderFormatted: () => '',
    async startTyping() {},
    async handleWebhook() {
      return new Response();
    },
    parseMessage: () => undefined,
    async fetchMessages() {
      return { messages: [] };
    },
    async fetchThread(id) {
      return { id, channelId: id, metadata: {} };
    },
  };
}

/** Chat SDK with its state in memory; `concurrent`, because by default it drops what comes meanwhile. */
export async function start({ plugins, listeners = 0 }) {
  const replies = createReplies();
  const adapter = benchAdapter(replies);
  const bot = new Chat({
    userName: 'bench',
    adapters: { bench: adapter },
    state: createMemoryState(),
    concurrency: 'concurrent',
    logger: 'silent',
  });
  let heard = 0;
  for (let n = 0; n < listeners; n += 1) {
    bot.onNewMessage(/./, async () => {
      heard += 1;
    });
  }
  for (let n = 0; n < plugins; n += 1) {
    bot.onNewMessage(new RegExp(`^/cmd${n}(?:\\s|$)`), async (thread) => {
      await thread.post(`cmd${n}: done`);
    });
  }
  await bot.initialize();
  return {
    async send(index, chat, text) {
      const answered = replies.expect(chat);
      const threadId = `bench:${chat}`;
      const message = new Message({
        id: String(index),
        threadId,
        text,
        formatted: parseMarkdown(text),
        raw: {},
        author: {
          userId: `worker-${index % 20}`,
          userName: 'worker',
          fullName: 'Worker',
          isBot: false,
          isMe: false,
        },
        metadata: { dateSent: new Date(), edited: false },
        attachments: [],
      });
      void bot.processMessage(adapter, threadId, message);
      await answered;
    },
    heard: () => heard,
  };
}
