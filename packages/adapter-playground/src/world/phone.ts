import type { PlatformRole, WhoMay } from '@kapwa/core';
import type { WorldAttachment } from '../wire.js';
import {
  accountIn,
  chatKey,
  directChat,
  roleIn,
  stands,
  type WorldChat,
  type WorldMessage,
  type WorldPoll,
  type WorldState,
} from './world-state.js';

/** A message as one person sees it. */
export interface PhoneMessage {
  readonly id: string;
  readonly at: number;
  readonly author: { readonly id: string; readonly name: string };
  /** Whether the phone's owner wrote it: shown on the other side. */
  readonly own: boolean;
  /** The words; empty for a message that was taken away. */
  readonly text: string;
  /** The words in pieces, so that a screen can show what is marked. */
  readonly parts: readonly PhonePart[];
  /** Whether the phone's owner is mentioned in it. */
  readonly mentionsMe: boolean;
  readonly deleted: boolean;
  readonly edited: boolean;
  readonly replyTo?: string;
  /** By name of who reacted. */
  readonly reactions: Readonly<Record<string, string>>;
  /** A poll, with how many chose each option and what the phone's owner chose. */
  readonly poll?: PhonePoll;
  /** A file, place or card; the world has the bytes of a file by its id. */
  readonly attachment?: WorldAttachment;
}

/** A poll as one person sees it. */
export interface PhonePoll {
  readonly options: readonly { readonly text: string; readonly votes: number }[];
  readonly several: boolean;
  /** Places in the list of options, from 0. */
  readonly mine: readonly number[];
}

/** A piece of a message on a phone. */
export interface PhonePart {
  readonly kind: 'plain' | 'mention' | 'link' | 'bold' | 'code' | 'quote';
  readonly text: string;
  /** Who is mentioned. */
  readonly account?: string;
}

/** A chat in the list on a phone. */
export interface PhoneChat {
  readonly chat: WorldChat;
  /** The name of the group, or of the bot. */
  readonly title: string;
  /** The owner's role; absent in direct chats and in groups they have left. */
  readonly role?: PlatformRole;
  readonly posting: WhoMay;
  /** What the group says about itself; empty in direct chats. */
  readonly description: string;
  /** Messages at the top of the chat that can still be read, the newest first. */
  readonly pinned: readonly string[];
  /** What others wrote since the owner last read or wrote here. */
  readonly unread: number;
  readonly messages: readonly PhoneMessage[];
}

/** What one person sees on their phone, and nothing they do not. */
export interface Phone {
  readonly owner: { readonly id: string; readonly name: string };
  readonly chats: readonly PhoneChat[];
  /** Over all chats, the number on the messenger's icon. */
  readonly notifications: number;
}

/** Cuts a message at its marks. Marks that overlap or reach over the end are left plain. */
export function partsOf(message: Pick<WorldMessage, 'text' | 'marks'>): readonly PhonePart[] {
  const parts: PhonePart[] = [];
  let end = 0;
  for (const mark of [...message.marks].sort((one, other) => one.offset - other.offset)) {
    const until = mark.offset + mark.length;
    if (mark.offset < end || until > message.text.length) continue;
    if (mark.offset > end)
      parts.push({ kind: 'plain', text: message.text.slice(end, mark.offset) });
    const text = message.text.slice(mark.offset, until);
    parts.push({
      kind: mark.kind,
      text,
      ...(mark.kind === 'mention' ? { account: mark.account } : {}),
    });
    end = until;
  }
  if (end < message.text.length) parts.push({ kind: 'plain', text: message.text.slice(end) });
  return parts;
}

function pollOnPhone({ options, several, votes }: WorldPoll, owner: string): PhonePoll {
  const all = Object.values(votes).flat();
  return {
    options: options.map((text, place) => ({
      text,
      votes: all.filter((choice) => choice === place).length,
    })),
    several,
    mine: votes[owner] ?? [],
  };
}

function onPhone(state: WorldState, owner: string, message: WorldMessage): PhoneMessage {
  const author = accountIn(state, message.author);
  const { id, at, text, edited, replyTo, poll, attachment } = message;
  return {
    id,
    at,
    author: { id: author.id, name: author.name },
    own: author.id === owner,
    text,
    parts: partsOf(message),
    mentionsMe: message.marks.some((mark) => mark.kind === 'mention' && mark.account === owner),
    deleted: message.deletedBy !== undefined,
    edited,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(poll === undefined ? {} : { poll: pollOnPhone(poll, owner) }),
    ...(attachment === undefined ? {} : { attachment }),
    reactions: Object.fromEntries(
      Object.entries(message.reactions).map(([who, emoji]) => [accountIn(state, who).name, emoji]),
    ),
  };
}

/** In a group people see what was written while they were in it; there is no history before that. */
function sees(state: WorldState, owner: string, message: WorldMessage): boolean {
  if (message.chat.direct) return message.chat.id === owner;
  const stays = state.stays.get(chatKey(owner, message.chat)) ?? [];
  return stays.some(({ from, to }) => message.order > from && message.order <= (to ?? Infinity));
}

function chatOnPhone(state: WorldState, owner: string, chat: WorldChat, now: number): PhoneChat {
  const group = chat.direct ? undefined : state.groups.get(chat.id);
  const role = group === undefined ? undefined : roleIn(group, owner);
  const seen = [...state.messages.values()].filter(
    (message) =>
      message.chat.id === chat.id &&
      message.chat.direct === chat.direct &&
      (message.until === undefined || message.until > now) &&
      sees(state, owner, message),
  );
  const pinned = (chat.direct ? state.pinned.get(chat.id) : group?.pinned) ?? [];
  const read = state.read.get(chatKey(owner, chat)) ?? 0;
  return {
    chat,
    title: group?.title ?? state.bot.name,
    ...(role === undefined ? {} : { role }),
    posting: group?.posting ?? 'everyone',
    description: group?.description ?? '',
    pinned: pinned.filter((id) => seen.some((one) => one.id === id && stands(one, now))),
    unread: seen.filter(({ order, author }) => order > read && author !== owner).length,
    messages: seen.map((message) => onPhone(state, owner, message)),
  };
}

/** The phone of one person: the direct chat with the bot, then the groups they are or were in. */
export function phoneIn(state: WorldState, owner: string, now: number): Phone {
  const { id, name } = accountIn(state, owner);
  const groups = [...state.groups.keys()]
    .map((group): WorldChat => ({ id: group, direct: false }))
    .filter((chat) => state.stays.has(chatKey(owner, chat)));
  const chats = [directChat(owner), ...groups].map((chat) => chatOnPhone(state, owner, chat, now));
  const notifications = chats.reduce((sum, { unread }) => sum + unread, 0);
  return { owner: { id, name }, chats, notifications };
}
