/** The same piece of traffic for everybody: a text of somebody in a group. */

/** A Telegram update, for those who are made for Telegram. */
export function telegramUpdate(index, chat, text) {
  return {
    update_id: index + 1,
    message: {
      message_id: index + 1,
      date: 1_790_000_000,
      chat: { id: -1000 - chat, type: 'supergroup', title: `Area ${chat}` },
      from: { id: 5000 + (index % 20), is_bot: false, first_name: `Worker ${index % 20}` },
      text,
      entities: [{ type: 'bot_command', offset: 0, length: text.split(' ')[0].length }],
    },
  };
}
