import { createReplies } from '../replies.js';

/** The least a bot can do: look the command up in a Map, and reply. */
export function start({ plugins }) {
  const replies = createReplies();
  const commands = new Map();
  for (let n = 0; n < plugins; n += 1) {
    commands.set(`/cmd${n}`, async (chat, text) => replies.arrived(chat, `cmd${n}: ${text}`));
  }
  return {
    async send(_index, chat, text) {
      const answered = replies.expect(chat);
      await commands.get(text.split(' ')[0])?.(chat, text);
      await answered;
    },
  };
}
