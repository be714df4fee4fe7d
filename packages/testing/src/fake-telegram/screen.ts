import { mediaContent } from './methods/sending.js';
import { isAdmin, isIn } from './rights.js';
import { reactTo, voteIn } from './screen-acts.js';
import { buttonsOf, seen, type TelegramSeen } from './seen.js';
import type { ChatState, Json, MessageState, UserState } from './state.js';
import { type Named, textContent } from './text.js';
import { anonymousBot } from './wire.js';
import type { World } from './world.js';

/** What else there is to say about a message that is written. */
export interface TelegramWriting {
  readonly replyTo?: number;
  readonly topic?: number;
  /** People whose `@name` in the text was chosen from the list. */
  readonly mentions?: readonly Named[];
  /** Forwarded from somebody. */
  readonly forwardedFrom?: Named;
}

/** One chat on somebody's phone. What Telegram would not let them do there is thrown as an error. */
export interface TelegramScreen {
  /** What can be read, oldest first. */
  readonly messages: readonly TelegramSeen[];
  /** The words of what can be read. */
  readonly texts: readonly string[];
  /** Whether the phone offers a line to write on. */
  readonly mayWrite: boolean;
  /** Returns the id of the message, as all that write do. */
  writes(text: string, options?: TelegramWriting): number;
  sends(
    kind: 'photo' | 'video' | 'audio' | 'voice' | 'document' | 'sticker',
    caption?: string,
    file?: { readonly bytes: Uint8Array; readonly mimeType?: string },
  ): number;
  edits(message: number, text: string): void;
  deletes(message: number): void;
  /** An empty list takes the reactions back. */
  reacts(message: number, ...emoji: string[]): void;
  /** Taps the button with this label that came last. Resolves with what the bot answers, if it does. */
  taps(label: string): string;
  /** Asks the bot as a changed app can: any data at all, below any message. */
  forges(message: number, data: string): string;
  votes(message: number, ...options: number[]): void;
}

/** What a screen needs of the fake around it. */
export interface ScreenWorld {
  readonly world: World;
  /** Asks the bot what a tap asks; returns the id of the question. */
  ask(user: UserState, message: MessageState, data: string): string;
}

function isVisible(message: MessageState, user: UserState): boolean {
  return !message.isDeleted && (message.receiver === undefined || message.receiver === user);
}

function mayWrite({ world }: ScreenWorld, chat: ChatState, user: UserState): boolean {
  const member = world.memberOf(chat, user.id);
  if (!isIn(member) || chat.movedTo !== undefined) return false;
  if (isAdmin(member)) return true;
  if (chat.type === 'channel') return false;
  return (
    (member.permissions ?? chat.permissions).can_send_messages && chat.permissions.can_send_messages
  );
}

/** In whose name somebody writes: anonymous admins in the group's, channels in their own. */
function authorOf(world: World, chat: ChatState, user: UserState) {
  if (chat.type === 'channel') return { senderChat: chat };
  const { anonymous } = world.memberOf(chat, user.id);
  return anonymous === true ? { from: anonymousBot, senderChat: chat } : { from: user };
}

/** A chat in the hand of somebody. */
export function createScreen(user: UserState, chat: ChatState, parts: ScreenWorld): TelegramScreen {
  const { world, ask } = parts;
  const all = (): MessageState[] =>
    [...chat.messages.values(), ...chat.ephemeral.values()]
      .filter((message) => !message.isService && isVisible(message, user))
      .sort((one, other) => one.id - other.id);

  const find = (id: number): MessageState => {
    const message = all().find((one) => one.id === id);
    if (message === undefined) throw new Error(`There is no message ${id} on this phone.`);
    return message;
  };

  const write = (content: Json, options: TelegramWriting = {}): number => {
    if (!mayWrite(parts, chat, user))
      throw new Error(`${user.firstName} may not write in "${chat.title}".`);
    const { replyTo, topic, forwardedFrom } = options;
    const origin = forwardedFrom && {
      type: 'user',
      date: world.seconds(),
      sender_user: { id: forwardedFrom.id, is_bot: false, first_name: forwardedFrom.name },
    };
    return world.post(chat, {
      ...authorOf(world, chat, user),
      replyTo,
      thread: topic ?? (replyTo === undefined ? undefined : chat.messages.get(replyTo)?.thread),
      content: origin === undefined ? content : { ...content, forward_origin: origin },
    }).id;
  };

  return {
    get messages() {
      return all().map((message) => seen(message, user, world));
    },
    get texts() {
      return all().map((message) => seen(message, user, world).text);
    },
    get mayWrite() {
      return mayWrite(parts, chat, user);
    },
    writes: (text, options = {}) => write(textContent(text, options.mentions), options),
    sends(kind, caption = '', file = { bytes: new Uint8Array([1, 2, 3]) }) {
      const id = `phone-${world.nextNumber()}`;
      world.files.set(id, file.bytes);
      const { mimeType: mime_type } = file;
      const told = { file_id: id, file_unique_id: `u-${id}`, file_size: file.bytes.byteLength };
      // Of pictures Telegram does not tell it: all of them are JPEG.
      const type = mime_type !== undefined && kind !== 'photo' ? { mime_type } : {};
      return write({ ...mediaContent(kind, { ...told, ...type }), ...(caption && { caption }) });
    },
    edits(id, text) {
      const message = find(id);
      if (message.from !== user) throw new Error('Only the one who wrote a message can change it.');
      world.edit(message, { ...message.content, ...textContent(text) });
    },
    deletes(id) {
      const message = find(id);
      const isOwn = message.from === user || chat.type === 'private';
      if (!isOwn && !isAdmin(world.memberOf(chat, user.id)))
        throw new Error('Only admins can delete that.');
      message.isDeleted = true;
    },
    reacts: (id, ...emoji) => reactTo(world, find(id), user, emoji),
    taps(label) {
      const message = all().findLast((one) => buttonsOf(one).some(({ text }) => text === label));
      const button = message && buttonsOf(message).find(({ text }) => text === label);
      if (message === undefined || button === undefined)
        throw new Error(`No button says "${label}".`);
      return ask(user, message, String(button.callback_data ?? ''));
    },
    forges: (id, data) => ask(user, find(id), data),
    votes: (id, ...options) => voteIn(world, find(id), user, options),
  };
}
