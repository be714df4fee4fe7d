import { badRequest } from '../api-error.js';
import { hasRight } from '../rights.js';
import type { ChatState, Json } from '../state.js';
import { chatJson, messageJson } from '../wire.js';
import type { World } from '../world.js';
import { type Methods, needRight, ownChat } from './call.js';
import { primaryLink } from './invites.js';
import { readPermissions } from './members.js';

/** How long a title and a description may be (Bot API). */
const TITLE = 128;
const DESCRIPTION = 255;

function fullChat(world: World, chat: ChatState): Json {
  const pinned = chat.messages.get(chat.pinned.at(-1) ?? Number.NaN);
  const mayInvite = hasRight(world.memberOf(chat, world.bot.id), 'can_invite_users');
  const link = mayInvite ? primaryLink(chat)?.link : undefined;
  const isPrivate = chat.type === 'private';
  return {
    ...chatJson(chat),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {},
    ...(!isPrivate && chat.type !== 'channel' && { permissions: chat.permissions }),
    ...(chat.description && { description: chat.description }),
    ...(chat.approval && { join_by_request: true }),
    ...(chat.autoDelete > 0 && { message_auto_delete_time: chat.autoDelete / 1000 }),
    ...(chat.community && { community: chat.community }),
    ...(link !== undefined && { invite_link: link }),
    ...(pinned && { pinned_message: messageJson(pinned) }),
  };
}

/** What is said of a chat as a whole. */
export const chats: Methods = {
  getChat: (world, params) => fullChat(world, ownChat(world, params)),
  setChatPermissions(world, params) {
    const chat = ownChat(world, params);
    if (chat.type !== 'group' && chat.type !== 'supergroup') {
      throw badRequest('method is available only for groups and supergroups');
    }
    needRight(world, chat, 'can_restrict_members', 'not enough rights to change chat permissions');
    const next = readPermissions(params);
    if (JSON.stringify(next) === JSON.stringify(chat.permissions))
      throw badRequest('CHAT_NOT_MODIFIED');
    chat.permissions = next;
    return true;
  },
  setChatTitle(world, params) {
    const chat = ownChat(world, params);
    if (chat.type === 'private') throw badRequest("can't change private chat title");
    needRight(world, chat, 'can_change_info', 'not enough rights to change chat title');
    const title = String(params.title).trim();
    if (title === '') throw badRequest('title must be non-empty');
    if (title.length > TITLE) throw badRequest('chat title is too long');
    if (title === chat.title) throw badRequest('chat title is not modified');
    chat.title = title;
    const content = { new_chat_title: title };
    world.postAsBot(chat, { from: world.bot, content, isService: true });
    return true;
  },
  setChatDescription(world, params) {
    const chat = ownChat(world, params);
    if (chat.type === 'private') throw badRequest("can't change private chat description");
    needRight(world, chat, 'can_change_info', 'not enough rights to set chat description');
    const description = String(params.description ?? '');
    if (description.length > DESCRIPTION) throw badRequest('chat description is too long');
    if (description === chat.description) throw badRequest('chat description is not modified');
    chat.description = description;
    return true;
  },
  leaveChat(world, params) {
    const chat = ownChat(world, params);
    if (chat.type === 'private')
      throw badRequest("chat member status can't be changed in private chats");
    world.setMember(chat, world.bot, { status: 'left' }, { by: world.bot });
    return true;
  },
  createForumTopic(world, params) {
    const chat = ownChat(world, params);
    if (!chat.isForum) throw badRequest('the chat is not a forum');
    needRight(world, chat, 'can_manage_topics', 'not enough rights to create a topic');
    const thread = openTopic(world, chat, String(params.name));
    return { message_thread_id: thread, name: String(params.name), icon_color: 7_322_096 };
  },
  closeForumTopic: (world, params) => setClosed(world, params, true),
  reopenForumTopic: (world, params) => setClosed(world, params, false),
};

function setClosed(world: World, params: Json, closed: boolean): true {
  const chat = ownChat(world, params);
  needRight(world, chat, 'can_manage_topics', 'not enough rights to close or reopen the topic');
  const topic = chat.topics.get(Number(params.message_thread_id));
  if (topic === undefined) throw badRequest('message thread not found');
  if (topic.closed === closed) throw badRequest('TOPIC_NOT_MODIFIED');
  topic.closed = closed;
  return true;
}

/** Opens a topic: its number is that of the message that says so. */
export function openTopic(world: World, chat: ChatState, name: string): number {
  const content = { forum_topic_created: { name, icon_color: 7_322_096 } };
  const { id } = world.postAsBot(chat, { from: world.bot, content, isService: true });
  chat.topics.set(id, { name, closed: false });
  return id;
}
