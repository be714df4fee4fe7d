/** The same piece of traffic for everybody: a text of somebody in a group. */

/** Everything is said now: nobody is to see old messages, of which nothing need be remembered. */
const NOW = Math.floor(Date.now() / 1000);

/** A Telegram update, for those who are made for Telegram. */
export function telegramUpdate(index, chat, text) {
  return {
    update_id: index + 1,
    message: {
      message_id: index + 1,
      date: NOW,
      chat: { id: -1000 - chat, type: 'supergroup', title: `Area ${chat}` },
      from: { id: 5000 + (index % 20), is_bot: false, first_name: `Worker ${index % 20}` },
      text,
      entities: [{ type: 'bot_command', offset: 0, length: text.indexOf(' ') }],
    },
  };
}
