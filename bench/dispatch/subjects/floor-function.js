import { createReplies } from '../replies.js';

/** No dispatch at all: what the harness itself costs. */
export function start() {
  const replies = createReplies();
  const reply = async (chat, text) => replies.arrived(chat, text);
  return {
    async send(_index, chat, text) {
      const answered = replies.expect(chat);
      await reply(chat, `You said ${text}`);
      await answered;
    },
  };
}
