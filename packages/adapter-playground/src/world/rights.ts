import type { WhoMay } from '@kapwa/core';
import { type Refused, refuse } from './refusal.js';
import {
  accountIn,
  isAdmin,
  roleIn,
  type WorldChat,
  type WorldGroup,
  type WorldMessage,
  type WorldState,
} from './world-state.js';

function mayPost(group: WorldGroup, author: string): Refused | undefined {
  if (roleIn(group, author) === undefined) return refuse('not-a-member');
  if (group.posting === 'admins' && !isAdmin(group, author)) return refuse('only-admins-post');
  const isMuted = group.members.some(({ account, muted }) => account === author && muted);
  if (isMuted && !isAdmin(group, author)) return refuse('muted');
  return undefined;
}

function mayWriteDirectly(state: WorldState, author: string, person: string): Refused | undefined {
  if (author === person) return undefined;
  if (author !== state.bot.id) return refuse('no-such-chat');
  if (accountIn(state, person).blocksBot) return refuse('blocked');
  if (state.mustWriteFirst && !state.wroteToBot.has(person)) return refuse('never-wrote');
  return undefined;
}

/** Why the bot may not write freely to somebody who wrote long ago; undefined when it may. */
export function windowOver(
  { window, wroteToBot, bot }: WorldState,
  author: string,
  chat: WorldChat,
  now: number,
): Refused | undefined {
  if (window === undefined || !chat.direct || author !== bot.id) return undefined;
  const wroteAt = wroteToBot.get(chat.id);
  const isOpen = wroteAt !== undefined && now < wroteAt + window;
  return isOpen ? undefined : refuse('wrote-too-long-ago');
}

/** Why somebody may not write in a chat; undefined when they may. */
export function mayWrite(state: WorldState, author: string, chat: WorldChat): Refused | undefined {
  if (chat.direct) return mayWriteDirectly(state, author, chat.id);
  const group = state.groups.get(chat.id);
  return group === undefined ? refuse('no-such-chat') : mayPost(group, author);
}

/** Why somebody may not see a chat; undefined when they are in it. */
export function mayRead(state: WorldState, account: string, chat: WorldChat): Refused | undefined {
  if (chat.direct) {
    return account === chat.id || account === state.bot.id ? undefined : refuse('no-such-chat');
  }
  const group = state.groups.get(chat.id);
  if (group === undefined) return refuse('no-such-chat');
  return roleIn(group, account) === undefined ? refuse('not-a-member') : undefined;
}

/** Why somebody may not take a message away for everyone: authors may, and admins in their groups. */
export function mayDelete(
  state: WorldState,
  account: string,
  message: WorldMessage,
): Refused | undefined {
  const unseen = mayRead(state, account, message.chat);
  if (unseen !== undefined || message.author === account) return unseen;
  if (message.chat.direct) return refuse('not-the-author');
  const group = state.groups.get(message.chat.id);
  return group !== undefined && isAdmin(group, account) ? undefined : refuse('not-an-admin');
}

/** Why somebody may not pin messages of a chat: in groups admins may, in direct chats both. */
export function mayPin(state: WorldState, account: string, chat: WorldChat): Refused | undefined {
  const group = chat.direct ? undefined : state.groups.get(chat.id);
  return group === undefined ? mayRead(state, account, chat) : mayManage(group, account);
}

/** Why somebody may not change how a group is set up, or who is in it. */
export function mayManage(group: WorldGroup, account: string): Refused | undefined {
  if (roleIn(group, account) === undefined) return refuse('not-a-member');
  return isAdmin(group, account) ? undefined : refuse('not-an-admin');
}

function asAllowed(who: WhoMay, group: WorldGroup, account: string): Refused | undefined {
  const isOpen = who === 'everyone' && roleIn(group, account) !== undefined;
  return isOpen ? undefined : mayManage(group, account);
}

/** Why somebody may not change what a group says about itself. */
export function mayDescribe(group: WorldGroup, account: string): Refused | undefined {
  return asAllowed(group.editing, group, account);
}

/** Why somebody may not bring others into a group. */
export function mayAdd(group: WorldGroup, account: string): Refused | undefined {
  return asAllowed(group.adding, group, account);
}
