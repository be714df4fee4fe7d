import { KapwaError } from '@kapwa/core';
import { maxText } from '../limits.js';
import type { Mark } from '../wire.js';
import { attached, type NewAttachment, unfitAttachment } from './attaching.js';
import { findMentions } from './mentions.js';
import { type Done, done, type Refused, refuse, type Wrote } from './refusal.js';
import { mayDelete, mayRead, mayWrite, windowOver } from './rights.js';
import type { Scenery } from './world-change.js';
import {
  accountIn,
  chatKey,
  nextMessageId,
  stands,
  type WorldChat,
  type WorldMessage,
  type WorldPerson,
  type WorldState,
} from './world-state.js';

/** What goes with a message. */
export interface WriteOptions {
  /** Whom an `@Name` may mean; everybody in the chat unless given. Tells namesakes apart. */
  readonly mentions?: readonly string[];
  /** The marks as they are, when the text is not to be searched for `@Name`: what a bot sends. */
  readonly marks?: readonly Mark[];
  /** The message this answers, in the same chat. */
  readonly replyTo?: string;
  /** What goes with it; the text is its caption then, and may be empty. */
  readonly attachment?: NewAttachment;
  /** The template of which these are the words: what a bot sends to whoever wrote long ago. */
  readonly template?: string;
}

/** What people and the bot do with messages. A group is named by its id. */
export interface Messaging {
  write(
    author: string,
    chat: string | WorldChat,
    text: string,
    options?: WriteOptions,
  ): Wrote | Refused;
  edit(
    author: string,
    message: string,
    text: string,
    options?: Pick<WriteOptions, 'marks'>,
  ): Done | Refused;
  /** Takes one's own message away for everyone. */
  deleteOwn(author: string, message: string): Done | Refused;
  /** Takes anybody's message away for everyone; in groups, for admins. */
  deleteForAll(account: string, message: string): Done | Refused;
  /** An empty emoji takes the reaction back. */
  react(person: string, message: string, emoji: string): Done | Refused;
  /** Counts everything in a chat as read. */
  markRead(person: string, chat: string | WorldChat): void;
  /** Lets whoever wrote a message see that somebody has read it. */
  showRead(account: string, id: string): Done | Refused;
  /** Shows the others in a chat that somebody is writing. */
  type(account: string, chat: string | WorldChat): Done | Refused;
}

/** A place named by a group's id, or given in full. */
function chatAt(place: string | WorldChat): WorldChat {
  return typeof place === 'string' ? { id: place, direct: false } : place;
}

/** Everybody in a chat. */
function peopleIn(state: WorldState, chat: WorldChat): readonly WorldPerson[] {
  if (chat.direct) return [accountIn(state, chat.id), state.bot];
  const members = state.groups.get(chat.id)?.members ?? [];
  return members.map(({ account }) => accountIn(state, account));
}

function marksOf(
  state: WorldState,
  chat: WorldChat,
  text: string,
  options: WriteOptions,
): readonly Mark[] {
  if (options.marks !== undefined) return options.marks;
  const { mentions } = options;
  if (mentions === undefined) return findMentions(text, peopleIn(state, chat));
  const marks = findMentions(
    text,
    mentions.map((id) => accountIn(state, id)),
  );
  const missing = mentions.find(
    (id) => !marks.some((mark) => 'account' in mark && mark.account === id),
  );
  if (missing === undefined) return marks;
  throw new KapwaError(
    'adapter.invalid',
    `playground: "${missing}" is to be mentioned, but the text has no @${accountIn(state, missing).name}. Write the name behind an @.`,
  );
}

/** The size of a message is a matter of the messenger, not of the one who writes. */
function unfit(text: string): Refused | undefined {
  if (text.trim() === '') return refuse('empty');
  return text.length > maxText ? refuse('too-long') : undefined;
}

/** Does something to a message that can still be read. */
export function withStanding(
  { state, now }: Scenery,
  id: string,
  act: (message: WorldMessage) => Done | Refused,
): Done | Refused {
  const message = state.messages.get(id);
  if (message === undefined || !stands(message, now())) return refuse('no-such-message');
  return act(message);
}

function keep(state: WorldState, message: WorldMessage): WorldMessage {
  state.messages.set(message.id, message);
  return message;
}

/** What somebody puts into a chat, before the messenger has given it an id. */
export type NewMessage = Pick<
  WorldMessage,
  'author' | 'text' | 'marks' | 'replyTo' | 'poll' | 'attachment' | 'template'
>;

/** Puts something into a chat, where its author may write. */
export function post(
  { state, now, tell }: Scenery,
  place: string | WorldChat,
  what: NewMessage,
): Wrote | Refused {
  const chat = chatAt(place);
  const { author, replyTo, template } = what;
  const no =
    mayWrite(state, accountIn(state, author).id, chat) ??
    (template === undefined ? windowOver(state, author, chat, now()) : undefined);
  if (no !== undefined) return no;
  if (replyTo !== undefined && !state.messages.has(replyTo)) return refuse('no-such-message');
  const id = nextMessageId(state);
  const order = state.messages.size + 1;
  const disappearing = chat.direct ? 0 : (state.groups.get(chat.id)?.disappearing ?? 0);
  const message = keep(state, {
    ...what,
    id,
    order,
    chat,
    at: now(),
    edited: false,
    reactions: {},
    ...(disappearing === 0 ? {} : { until: now() + disappearing }),
  });
  if (chat.direct && author === chat.id) state.wroteToBot.set(author, now());
  state.read.set(chatKey(author, chat), order);
  tell({ kind: 'wrote', message });
  return { ok: true, message: message.id };
}

function write(
  scenery: Scenery,
  author: string,
  chat: WorldChat,
  text: string,
  options: WriteOptions,
): Wrote | Refused {
  const { state } = scenery;
  const { replyTo, attachment, template } = options;
  const no =
    mayWrite(state, accountIn(state, author).id, chat) ??
    (attachment === undefined ? unfit(text) : unfitAttachment(attachment, text));
  if (no !== undefined) return no;
  return post(scenery, chat, {
    author,
    text,
    marks: marksOf(state, chat, text, options),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(attachment === undefined ? {} : { attachment: attached(state, attachment) }),
    ...(template === undefined ? {} : { template }),
  });
}

function edit(
  { state, tell }: Scenery,
  author: string,
  message: WorldMessage,
  text: string,
  options: WriteOptions,
): Done | Refused {
  if (message.author !== author) return refuse('not-the-author');
  const no = mayWrite(state, author, message.chat) ?? unfit(text);
  if (no !== undefined) return no;
  const marks = marksOf(state, message.chat, text, options);
  tell({ kind: 'edited', message: keep(state, { ...message, text, marks, edited: true }) });
  return done;
}

function takeAway(
  { state, tell }: Scenery,
  account: string,
  message: WorldMessage,
): Done | Refused {
  const no = mayDelete(state, account, message);
  if (no !== undefined) return no;
  const { attachment, ...rest } = message;
  if (attachment !== undefined && 'id' in attachment) state.files.delete(attachment.id);
  const gone = { ...rest, text: '', marks: [], reactions: {}, deletedBy: account };
  tell({ kind: 'deleted', message: keep(state, gone), by: account });
  return done;
}

function react(
  { state, tell }: Scenery,
  person: string,
  message: WorldMessage,
  emoji: string,
): Done | Refused {
  const no = mayRead(state, person, message.chat);
  if (no !== undefined) return no;
  const { [person]: _before, ...others } = message.reactions;
  const reactions = emoji === '' ? others : { ...others, [person]: emoji };
  tell({
    kind: 'reacted',
    message: keep(state, { ...message, reactions }),
    from: person,
    emoji,
  });
  return done;
}

function showRead({ state }: Scenery, account: string, message: WorldMessage): Done | Refused {
  const no = mayRead(state, account, message.chat);
  if (no !== undefined) return no;
  const readBy = [...new Set([...(message.readBy ?? []), account])];
  keep(state, { ...message, readBy });
  return done;
}

/** The acts around messages, over one world. */
export function messaging(scenery: Scenery): Messaging {
  const { state } = scenery;
  const withMessage = (id: string, act: (message: WorldMessage) => Done | Refused) =>
    withStanding(scenery, id, act);
  return {
    write: (author, place, text, options = {}) =>
      write(scenery, author, chatAt(place), text, options),
    edit: (author, id, text, options = {}) =>
      withMessage(id, (message) => edit(scenery, author, message, text, options)),
    deleteOwn: (author, id) =>
      withMessage(id, (message) =>
        message.author === author ? takeAway(scenery, author, message) : refuse('not-the-author'),
      ),
    deleteForAll: (account, id) =>
      withMessage(id, (message) => takeAway(scenery, account, message)),
    react: (person, id, emoji) =>
      withMessage(id, (message) => react(scenery, person, message, emoji)),
    showRead: (account, id) => withMessage(id, (message) => showRead(scenery, account, message)),
    markRead(person, place) {
      state.read.set(chatKey(person, chatAt(place)), state.messages.size);
    },
    type(account, place) {
      const chat = chatAt(place);
      const no = mayWrite(state, account, chat);
      if (no === undefined) scenery.tell({ kind: 'typing', account, chat });
      return no ?? done;
    },
  };
}
