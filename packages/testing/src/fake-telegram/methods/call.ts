import { badRequest, forbidden } from '../api-error.js';
import { hasRight, isIn, type TelegramRight } from '../rights.js';
import type { ChatState, Json, MessageState } from '../state.js';
import type { World } from '../world.js';

/** One method of the Bot API: what it answers to checked parameters; throws what it refuses. */
export type Method = (world: World, params: Json) => unknown;

/** The methods of one area, by name. */
export type Methods = Readonly<Record<string, Method>>;

function byUsername(world: World, name: string): ChatState | undefined {
  return [...world.chats.values()].find(
    ({ type, username }) => type !== 'private' && username === name.slice(1),
  );
}

/** The chat a call is about. A group that has become a supergroup is refused with its new id. */
function chatIn(world: World, params: Json): ChatState {
  const given = params.chat_id;
  const isName = typeof given === 'string' && given.startsWith('@');
  const chat = isName ? byUsername(world, given) : world.chats.get(Number(given));
  const user = world.users.get(Number(given));
  if (chat === undefined && user !== undefined && !user.isBot) return world.privateChat(user);
  if (chat === undefined) throw badRequest('chat not found');
  if (chat.movedTo !== undefined) {
    throw badRequest('group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.movedTo,
    });
  }
  return chat;
}

const names: Readonly<Record<string, string>> = {
  group: 'group',
  supergroup: 'supergroup',
  channel: 'channel',
};

/** The same, where the bot has to be in it. */
export function ownChat(world: World, params: Json): ChatState {
  const chat = chatIn(world, params);
  if (chat.type === 'private') return chat;
  const member = world.memberOf(chat, world.bot.id);
  const name = names[chat.type] ?? '';
  if (member.status === 'kicked') throw forbidden(`bot was kicked from the ${name} chat`);
  if (!isIn(member)) throw forbidden(`bot is not a member of the ${name} chat`);
  return chat;
}

/** Where the bot writes to somebody who never pressed Start, or who has blocked it, it is refused. */
export function checkMayWrite(world: World, chat: ChatState): void {
  if (chat.type !== 'private') return;
  const user = world.user(chat.id);
  if (user.blocked) throw forbidden('bot was blocked by the user');
  if (user.started || world.now() < user.mayBeWrittenUntil) return;
  throw forbidden("bot can't initiate conversation with a user");
}

/** Refuses in these words where the bot lacks a right. */
export function needRight(
  world: World,
  chat: ChatState,
  right: TelegramRight,
  words: string,
): void {
  if (!hasRight(world.memberOf(chat, world.bot.id), right)) throw badRequest(words);
}

/** Refuses basic groups and channels. */
export function needSupergroup(chat: ChatState): void {
  if (chat.type !== 'supergroup') throw badRequest('method is available only for supergroups');
}

/** The message a call is about. */
export function messageIn(chat: ChatState, id: unknown, words: string): MessageState {
  const message = chat.messages.get(Number(id));
  if (message === undefined || message.isDeleted) throw badRequest(words);
  return message;
}
