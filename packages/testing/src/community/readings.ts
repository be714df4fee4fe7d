import {
  directChat,
  type World,
  type WorldAttachment,
  type WorldMessage,
} from '@kapwa/adapter-playground';

/** A message as the people in a group see it. */
export interface SeenMessage {
  readonly id: string;
  /** The key of who wrote it; the bot is `kapwa`. */
  readonly from: string;
  readonly text: string;
  /** Keys of those who are notified because of an @mention. */
  readonly mentions: readonly string[];
  readonly replyTo?: string;
  /** A file, place or card; `world.file` has the bytes of a file by its id. */
  readonly attachment?: WorldAttachment;
}

/** The direct chat with the bot on somebody's phone. */
export interface PhoneReading {
  /** What the bot wrote to them, oldest first. */
  readonly fromBot: readonly string[];
  /** The last thing the bot wrote to them; empty when it never did. */
  readonly latest: string;
  /** Everything in the direct chat, oldest first. */
  readonly messages: readonly SeenMessage[];
}

/** A group as it stands. */
export interface GroupReading {
  /** What can be read there, oldest first; what was taken away is not among it. */
  readonly messages: readonly SeenMessage[];
  /** What the bot wrote there, oldest first. */
  readonly fromBot: readonly string[];
  /** Ids of the messages that were taken away. */
  readonly removed: readonly string[];
}

function seen(message: WorldMessage): SeenMessage {
  const { id, author, text, marks, replyTo, attachment } = message;
  const mentions = marks.flatMap((mark) => (mark.kind === 'mention' ? [mark.account] : []));
  return {
    id,
    from: author,
    text,
    mentions,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(attachment === undefined ? {} : { attachment }),
  };
}

function messagesIn(world: World, chat: { id: string; direct: boolean }): WorldMessage[] {
  return world
    .messages()
    .filter((one) => one.chat.id === chat.id && one.chat.direct === chat.direct);
}

function standing(messages: readonly WorldMessage[]): readonly SeenMessage[] {
  return messages.filter(({ deletedBy }) => deletedBy === undefined).map(seen);
}

function textsOf(messages: readonly SeenMessage[], author: string): readonly string[] {
  return messages.filter(({ from }) => from === author).map(({ text }) => text);
}

/** Reads the direct chat on somebody's phone. */
export function readPhone(world: World, person: string): PhoneReading {
  world.phoneOf(person);
  const messages = standing(messagesIn(world, directChat(person)));
  const fromBot = textsOf(messages, world.bot.id);
  return { messages, fromBot, latest: fromBot.at(-1) ?? '' };
}

/** Reads a group. */
export function readGroup(world: World, group: string): GroupReading {
  const all = messagesIn(world, { id: group, direct: false });
  const messages = standing(all);
  return {
    messages,
    fromBot: textsOf(messages, world.bot.id),
    removed: all.filter(({ deletedBy }) => deletedBy !== undefined).map(({ id }) => id),
  };
}
