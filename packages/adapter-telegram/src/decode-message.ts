import type {
  AccountRef,
  ChatRef,
  ContactCard,
  MapPlace,
  MediaRef,
  MessageEdited,
  MessageReceived,
} from '@kapwa/core';
import type { DecodeFacts } from './decode-facts.js';
import { accountOf } from './people.js';
import type { WireEntity, WireFile, WireMessage } from './wire.js';

type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

/** A chat as the kit names it. */
export function chatRef({ chat }: Pick<WireMessage, 'chat'>, facts: DecodeFacts): ChatRef {
  const id = facts.knownAs(chat.id);
  if (chat.type === 'private') return { id, direct: true };
  return chat.title === undefined
    ? { id, direct: false }
    : { id, direct: false, title: chat.title };
}

/** By which a message is named: ephemeral ones are counted apart. */
function messageId({ message_id, ephemeral_message_id: own }: WireMessage): string {
  return own === undefined ? String(message_id) : `e${own}`;
}

function stretch(text: string, { offset, length }: WireEntity): string {
  return text.slice(offset, offset + length);
}

/** What was written, with who is named in it. */
interface Words {
  readonly text: string;
  readonly mentions: readonly AccountRef[];
  readonly mentionsBot: boolean;
}

const noEntities: readonly WireEntity[] = [];

function readMentions(text: string, entities: readonly WireEntity[], facts: DecodeFacts) {
  const mentions = new Map<string, AccountRef>();
  let mentionsBot = false;
  const own = facts.bot.username.toLowerCase();
  for (const entity of entities) {
    const { type, user } = entity;
    if (type === 'text_mention' && user !== undefined) {
      if (user.id === facts.bot.id) mentionsBot = true;
      else if (!user.is_bot) mentions.set(String(user.id), accountOf(user));
    } else if (type === 'mention') {
      const username = stretch(text, entity).slice(1).toLowerCase();
      const account = facts.userNamed(username);
      if (username === own) mentionsBot = true;
      else if (account !== undefined) mentions.set(account.id, account);
    }
  }
  return { mentions: [...mentions.values()], mentionsBot };
}

/** What a phone sends when somebody presses Start; what a link brought along stands behind it. */
const START = /^\/start(?= |$)/;

/**
 * A command that names the bot, as groups with several bots need it, is the command itself. Start is
 * no command of anybody's: people press it because they have to, and it means the bare word.
 */
function saidToBot(
  message: WireMessage,
  text: string,
  entities: readonly WireEntity[],
  own: string,
) {
  const first = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (first === undefined) return { text, isNamed: false };
  const said = stretch(text, first);
  const isNamed = said.toLowerCase().endsWith(`@${own}`.toLowerCase());
  const command = isNamed ? said.slice(0, -own.length - 1) : said;
  const whole = command + text.slice(first.length);
  const isDirect = message.chat.type === 'private';
  return { text: isDirect ? whole.replace(START, 'START') : whole, isNamed };
}

function readWords(message: WireMessage, facts: DecodeFacts): Words {
  const whole = message.text ?? message.caption ?? '';
  const entities =
    (message.text === undefined ? message.caption_entities : message.entities) ?? noEntities;
  if (entities.length === 0) return { text: whole, mentions: [], mentionsBot: false };
  const { mentions, mentionsBot } = readMentions(whole, entities, facts);
  const { text, isNamed } = saidToBot(message, whole, entities, facts.bot.username);
  return { text, mentions, mentionsBot: mentionsBot || isNamed };
}

const kinds = {
  video: 'video',
  video_note: 'video',
  animation: 'video',
  audio: 'audio',
  voice: 'audio',
  document: 'document',
  sticker: 'sticker',
} as const;

function mediaRef(type: MediaRef['type'], file: WireFile): MediaRef {
  const { file_id: id, mime_type: mimeType, file_size: size, file_name: name } = file;
  return {
    type,
    id,
    ...(mimeType !== undefined && { mimeType }),
    ...(size !== undefined && { size }),
    ...(name !== undefined && { name }),
  };
}

function mediaIn(message: WireMessage): readonly MediaRef[] | undefined {
  // Of a picture there are several sizes, the largest last.
  const picture = message.photo?.at(-1);
  if (picture !== undefined) return [mediaRef('image', { mime_type: 'image/jpeg', ...picture })];
  for (const [field, type] of Object.entries(kinds)) {
    const file = message[field as keyof typeof kinds];
    if (file !== undefined) return [mediaRef(type, file)];
    // What is shown as moving pictures is sent as a document beside it, too.
  }
  return message.poll === undefined ? undefined : [{ type: 'other' }];
}

function placeIn({ location, venue }: WireMessage): MapPlace | undefined {
  if (location === undefined) return undefined;
  return venue === undefined
    ? location
    : { ...location, name: venue.title, address: venue.address };
}

function cardIn({ contact }: WireMessage): ContactCard | undefined {
  if (contact === undefined) return undefined;
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(' ');
  return { name, phones: [contact.phone_number] };
}

/** Whether anything was said in it at all; otherwise it tells of a change of the chat. */
export function hasContent(message: WireMessage): boolean {
  return (
    message.text !== undefined ||
    message.caption !== undefined ||
    message.location !== undefined ||
    message.contact !== undefined ||
    mediaIn(message) !== undefined
  );
}

/** A message somebody wrote. Written without spreading: nearly every update is one. */
export function received(
  message: WireMessage,
  from: AccountRef,
  id: string,
  facts: DecodeFacts,
): MessageReceived {
  const { text, mentions, mentionsBot } = readWords(message, facts);
  const event: Writable<MessageReceived> = {
    kind: 'message.received',
    id,
    at: message.date * 1000,
    adapter: facts.adapter,
    chat: chatRef(message, facts),
    from,
    message: messageId(message),
    text,
    mentions,
  };
  const media = mediaIn(message);
  const location = placeIn(message);
  const card = cardIn(message);
  if (mentionsBot) event.mentionsBot = true;
  if (media !== undefined) event.media = media;
  if (location !== undefined) event.location = location;
  if (card !== undefined) event.contacts = [card];
  if (message.reply_to_message !== undefined) {
    event.replyTo = String(message.reply_to_message.message_id);
  }
  // Telegram tells that something was forwarded, not how often.
  if (message.forward_origin !== undefined) event.forwardingScore = 1;
  return event;
}

/** A message its author has changed. */
export function edited(
  message: WireMessage,
  from: AccountRef,
  id: string,
  facts: DecodeFacts,
): MessageEdited {
  const { text, mentions } = readWords(message, facts);
  return {
    kind: 'message.edited',
    id,
    at: message.date * 1000,
    adapter: facts.adapter,
    chat: chatRef(message, facts),
    from,
    message: messageId(message),
    text,
    mentions,
  };
}
