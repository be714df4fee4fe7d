import type { Clock } from '@kapwa/core';
import { badRequest } from './api-error.js';
import { isAdmin, isIn, type MemberState, usualPermissions } from './rights.js';
import {
  type ChatState,
  type ChatType,
  type Json,
  type MessageState,
  newChat,
  type PollState,
  type UserState,
} from './state.js';
import type { UpdateQueue } from './update-queue.js';
import { isSeenByBot } from './visible.js';
import { chatJson, memberJson, messageJson, userJson } from './wire.js';

/** What is to be written into a chat. */
export interface Draft {
  readonly from?: UserState | undefined;
  readonly senderChat?: ChatState | undefined;
  readonly content: Json;
  readonly thread?: number | undefined;
  readonly replyTo?: number | undefined;
  readonly receiver?: UserState | undefined;
  readonly poll?: PollState | undefined;
  readonly isService?: boolean;
}

/** How somebody's place in a chat came to change. */
interface ChangeCause {
  readonly by: UserState;
  readonly link?: Json;
  readonly viaRequest?: boolean;
}

const nobody: MemberState = { status: 'left' };

/** Everything there is, and the ways in which it changes. */
export interface World {
  readonly bot: UserState;
  /** Whether privacy mode is on, as it is for a new bot. */
  privacy: boolean;
  readonly users: Map<number, UserState>;
  readonly chats: Map<number, ChatState>;
  readonly polls: Map<string, MessageState>;
  readonly files: Map<string, Uint8Array>;
  now(): number;
  seconds(): number;
  nextNumber(): number;
  addUser(user: Omit<UserState, 'started' | 'blocked' | 'mayBeWrittenUntil'>): UserState;
  addChat(type: ChatType, title: string): ChatState;
  /** The chat of the bot with somebody. */
  privateChat(user: UserState): ChatState;
  user(id: number): UserState;
  memberOf(chat: ChatState, user: number): MemberState;
  botIsAdmin(chat: ChatState): boolean;
  /** Writes into a chat, and tells the bot where it may see it. */
  post(chat: ChatState, draft: Draft): MessageState;
  /** Writes for the bot: it is not told of it. */
  postAsBot(chat: ChatState, draft: Draft): MessageState;
  /** What was written is different now. */
  edit(message: MessageState, content: Json, byBot?: boolean): void;
  setMember(chat: ChatState, user: UserState, next: MemberState, cause: ChangeCause): void;
  tell(type: string, payload: Json): void;
}

/** Ids as Telegram gives them: positive for people, negative for groups, -100… for all others. */
function chatId(type: ChatType, number: number): number {
  return type === 'group' ? -(4_000_000 + number) : -(1_002_000_000_000 + number);
}

/** Makes an empty Telegram with one bot. */
export function createWorld(
  clock: Clock,
  queue: UpdateQueue,
  botId: number,
  username: string,
): World {
  const bot: UserState = {
    id: botId,
    isBot: true,
    firstName: 'Kapwa',
    username,
    started: true,
    blocked: false,
    mayBeWrittenUntil: 0,
  };
  const users = new Map<number, UserState>([[bot.id, bot]]);
  const chats = new Map<number, ChatState>();
  const polls = new Map<string, MessageState>();
  let count = 0;

  const memberOf = (chat: ChatState, user: number): MemberState => chat.members.get(user) ?? nobody;
  const seconds = (): number => Math.floor(clock.now() / 1000);
  const tell = queue.tell;

  const add = (chat: ChatState, draft: Draft): MessageState => {
    chat.lastId += 1;
    const message: MessageState = {
      id: chat.lastId,
      chat,
      from: draft.from,
      senderChat: draft.senderChat,
      date: seconds(),
      thread: draft.thread,
      replyTo: draft.replyTo,
      receiver: draft.receiver,
      isService: draft.isService === true,
      content: draft.content,
      editDate: undefined,
      isDeleted: false,
      poll: draft.poll,
      reactions: new Map(),
    };
    (draft.receiver === undefined ? chat.messages : chat.ephemeral).set(message.id, message);
    if (draft.poll) polls.set(draft.poll.id, message);
    return message;
  };

  const kindOf = (chat: ChatState, edited: boolean): string => {
    const kind = chat.type === 'channel' ? 'channel_post' : 'message';
    return edited ? `edited_${kind}` : kind;
  };

  const world: World = {
    bot,
    privacy: true,
    users,
    chats,
    polls,
    files: new Map(),
    now: () => clock.now(),
    seconds,
    nextNumber() {
      count += 1;
      return count;
    },
    addUser(user) {
      const state: UserState = { ...user, started: false, blocked: false, mayBeWrittenUntil: 0 };
      users.set(state.id, state);
      return state;
    },
    addChat(type, title) {
      const chat = newChat(chatId(type, world.nextNumber()), type, title, usualPermissions);
      chats.set(chat.id, chat);
      return chat;
    },
    privateChat(user) {
      const known = chats.get(user.id);
      if (known !== undefined) return known;
      const chat = newChat(user.id, 'private', user.firstName, usualPermissions);
      chat.username = user.username;
      chat.members.set(user.id, { status: 'member' });
      chat.members.set(bot.id, { status: 'member' });
      chats.set(chat.id, chat);
      return chat;
    },
    user(id) {
      const user = users.get(id);
      if (user === undefined) throw badRequest('invalid user_id specified');
      return user;
    },
    memberOf,
    botIsAdmin: (chat) => isAdmin(memberOf(chat, bot.id)),
    post(chat, draft) {
      const message = add(chat, draft);
      if (isSeenByBot(message, world)) tell(kindOf(chat, false), messageJson(message));
      return message;
    },
    postAsBot: (chat, draft) => add(chat, draft),
    edit(message, content, byBot = false) {
      message.content = content;
      message.editDate = seconds();
      if (byBot || !isSeenByBot(message, world)) return;
      tell(kindOf(message.chat, true), messageJson(message));
    },
    setMember(chat, user, next, { by, link, viaRequest = false }) {
      const before = memberOf(chat, user.id);
      chat.members.set(user.id, next);
      const update = {
        chat: chatJson(chat),
        from: userJson(by),
        date: seconds(),
        old_chat_member: memberJson(user, before, bot.id),
        new_chat_member: memberJson(user, next, bot.id),
        ...(link && { invite_link: link }),
        ...(viaRequest && { via_join_request: true }),
      };
      if (user === bot) tell('my_chat_member', update);
      else if (world.botIsAdmin(chat)) tell('chat_member', update);
      announce(chat, user, { before, next, by });
    },
    tell,
  };

  /** Joining and leaving stand in the chat, except in channels and large groups. */
  const announce = (
    chat: ChatState,
    user: UserState,
    { before, next, by }: { before: MemberState; next: MemberState; by: UserState },
  ): void => {
    if (chat.type === 'channel' || chat.type === 'private' || isIn(before) === isIn(next)) return;
    if (!chat.announcesMembers) return;
    const content = isIn(next)
      ? { new_chat_members: [userJson(user)] }
      : { left_chat_member: userJson(user) };
    const draft = { from: by, content, isService: true };
    if (by === bot) world.postAsBot(chat, draft);
    else world.post(chat, draft);
  };

  return world;
}
