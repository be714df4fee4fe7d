import { badRequest } from '../api-error.js';
import { hasRight } from '../rights.js';
import type { ChatState, Json, MessageState } from '../state.js';
import { messageJson, pollJson } from '../wire.js';
import type { World } from '../world.js';
import { type Methods, messageIn, needRight, ownChat } from './call.js';
import { checkedText, checkMarkup, send } from './sending.js';

/** After this a bot cannot delete a message, seconds (Bot API, deleteMessage). */
const DELETABLE = 48 * 60 * 60;

/** What may stand below a message: more is refused with `REACTION_INVALID`. */
const reactions = new Set([
  ...'👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡',
]);

function ownMessage(world: World, chat: ChatState, params: Json): MessageState {
  const message = messageIn(chat, params.message_id, 'message to edit not found');
  const isOwn =
    message.from === world.bot || (chat.type === 'channel' && message.senderChat === chat);
  if (!isOwn || message.isService) throw badRequest("message can't be edited");
  return message;
}

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

function editWith(world: World, params: Json, changed: (before: Json) => Json): Json {
  const message = ownMessage(world, ownChat(world, params), params);
  const next = changed(message.content);
  if (JSON.stringify(next) === JSON.stringify(message.content)) throw badRequest(NOT_MODIFIED);
  world.edit(message, next, true);
  return messageJson(message);
}

function checkMayDelete(world: World, chat: ChatState, message: MessageState): void {
  if (world.seconds() - message.date >= DELETABLE) {
    throw badRequest("message can't be deleted for everyone");
  }
  if (message.from === world.bot || chat.type === 'private') return;
  if (!hasRight(world.memberOf(chat, world.bot.id), 'can_delete_messages')) {
    throw badRequest("message can't be deleted");
  }
}

function needPinRight(world: World, chat: ChatState): void {
  if (chat.type === 'private') return;
  const right = chat.type === 'channel' ? 'can_edit_messages' : 'can_pin_messages';
  needRight(world, chat, right, 'not enough rights to manage pinned messages in the chat');
}

function pollOptions(params: Json): readonly string[] {
  const options = (params.options as readonly Json[]).map(({ text }) => String(text));
  if (options.length < 1) throw badRequest('poll must have at least 1 option');
  if (options.length > 12) throw badRequest("poll can't have more than 12 options");
  for (const option of options) {
    if (option.trim() === '') throw badRequest('poll option text must be non-empty');
    if (option.length > 100) throw badRequest('poll options length must not exceed 100');
  }
  return options;
}

/** What is done with messages that stand already, and polls. */
export const messages: Methods = {
  editMessageText: (world, params) =>
    editWith(world, params, () => ({ ...checkedText(params, 'text'), ...checkMarkup(params) })),
  editMessageReplyMarkup: (world, params) =>
    editWith(world, params, ({ reply_markup: _, ...rest }) => ({
      ...rest,
      ...checkMarkup(params),
    })),
  deleteMessage(world, params) {
    const chat = ownChat(world, params);
    const message = messageIn(chat, params.message_id, 'message to delete not found');
    checkMayDelete(world, chat, message);
    message.isDeleted = true;
    return true;
  },
  deleteMessages(world, params) {
    const chat = ownChat(world, params);
    const ids = params.message_ids as readonly number[];
    if (ids.length > 100) throw badRequest('too many messages to delete');
    const found = ids.flatMap((id) => chat.messages.get(id) ?? []);
    for (const message of found) checkMayDelete(world, chat, message);
    for (const message of found) message.isDeleted = true;
    return true;
  },
  deleteEphemeralMessage(world, params) {
    const chat = ownChat(world, params);
    if (!chat.ephemeral.delete(Number(params.ephemeral_message_id))) {
      throw badRequest('message to delete not found');
    }
    return true;
  },
  setMessageReaction(world, params) {
    const chat = ownChat(world, params);
    const message = messageIn(chat, params.message_id, 'message to react not found');
    const wanted = (params.reaction ?? []) as readonly { readonly emoji?: string }[];
    if (wanted.length > 1) throw badRequest('REACTIONS_TOO_MANY');
    const emoji = wanted.flatMap((one) => one.emoji ?? []);
    if (emoji.some((one) => !reactions.has(one))) throw badRequest('REACTION_INVALID');
    message.reactions.set(world.bot.id, emoji);
    return true;
  },
  pinChatMessage(world, params) {
    const chat = ownChat(world, params);
    needPinRight(world, chat);
    const { id } = messageIn(chat, params.message_id, 'message to pin not found');
    if (!chat.pinned.includes(id)) chat.pinned.push(id);
    return true;
  },
  unpinChatMessage(world, params) {
    const chat = ownChat(world, params);
    needPinRight(world, chat);
    const id = params.message_id === undefined ? chat.pinned.at(-1) : Number(params.message_id);
    const place = chat.pinned.indexOf(id ?? Number.NaN);
    if (place < 0) throw badRequest('message to unpin not found');
    chat.pinned.splice(place, 1);
    return true;
  },
  unpinAllChatMessages(world, params) {
    const chat = ownChat(world, params);
    needPinRight(world, chat);
    chat.pinned.length = 0;
    return true;
  },
  sendPoll(world, params) {
    const question = String(params.question);
    if (question.trim() === '') throw badRequest('poll question must be non-empty');
    if (question.length > 300) throw badRequest('poll question length must not exceed 300');
    const anonymous = params.is_anonymous !== false;
    if (!anonymous && ownChat(world, params).type === 'channel') {
      throw badRequest("non-anonymous polls can't be sent to channel chats");
    }
    const poll = {
      id: String(5_000_000_000 + world.nextNumber()),
      question,
      options: pollOptions(params),
      several: params.allows_multiple_answers === true,
      anonymous,
      votes: new Map<number, readonly number[]>(),
      closed: false,
    };
    return send(world, params, 'poll', { content: {}, poll });
  },
  stopPoll(world, params) {
    const { poll } = ownMessage(world, ownChat(world, params), params);
    if (poll === undefined) throw badRequest('message with poll to stop not found');
    poll.closed = true;
    return pollJson(poll);
  },
};
