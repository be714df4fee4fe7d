import { isIn, type MemberState } from './rights.js';
import type { ChatState, MessageState, UserState } from './state.js';

/** What decides about what a bot may see. */
interface Sight {
  readonly bot: UserState;
  readonly privacy: boolean;
  memberOf(chat: ChatState, user: number): MemberState;
  botIsAdmin(chat: ChatState): boolean;
}

interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly user?: { readonly id: number };
}

function entitiesOf({ content }: MessageState): readonly Entity[] {
  return (content.entities ?? content.caption_entities ?? []) as readonly Entity[];
}

/** A command for this bot by name, or for whichever bot wrote last. */
function isCommandForBot(message: MessageState, world: Sight): boolean {
  const text = String(message.content.text ?? '');
  return entitiesOf(message).some(({ type, offset, length }) => {
    if (type !== 'bot_command') return false;
    const [, name] = text.slice(offset, offset + length).split('@');
    return name === undefined || name === world.bot.username;
  });
}

function namesBot(message: MessageState, world: Sight): boolean {
  const text = String(message.content.text ?? message.content.caption ?? '');
  return entitiesOf(message).some(({ type, offset, length, user }) =>
    type === 'mention'
      ? text.slice(offset + 1, offset + length) === world.bot.username
      : user?.id === world.bot.id,
  );
}

function answersBot({ chat, replyTo }: MessageState, world: Sight): boolean {
  const answered = replyTo === undefined ? undefined : chat.messages.get(replyTo);
  return answered?.from?.id === world.bot.id;
}

/**
 * Whether Telegram shows a message to the bot: nothing where it is not in the chat, nothing of other
 * bots, and with privacy mode on only service messages, commands, mentions and answers to it, unless
 * it is an admin.
 */
export function isSeenByBot(message: MessageState, world: Sight): boolean {
  const { chat, from } = message;
  if (from?.isBot === true && message.senderChat === undefined && !message.isService) return false;
  if (!isIn(world.memberOf(chat, world.bot.id))) return false;
  if (chat.type === 'private' || chat.type === 'channel' || message.isService) return true;
  if (!world.privacy || world.botIsAdmin(chat)) return true;
  return isCommandForBot(message, world) || namesBot(message, world) || answersBot(message, world);
}
