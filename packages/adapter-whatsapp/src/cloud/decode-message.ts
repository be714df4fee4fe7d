import {
  type AccountRef,
  type ChatRef,
  type ContactCard,
  type MapPlace,
  type MediaRef,
  type MessageReceived,
  type PlatformEvent,
  START_PAYLOAD,
} from '@kapwa/core';
import { accountOfSender, accountsOfChange, type Contacts } from './accounts.js';
import { usualText } from './usual.js';
import { messageSchema, unknownMessageSchema, type WireMessage } from './wire.js';

/** Either what was understood, or why nothing was. */
export type Read =
  | { readonly event: PlatformEvent }
  /** Why, without any of the content. */
  | { readonly skip: string };

/** WhatsApp itself writes "forwarded many times" from the fifth time on. */
const MANY_TIMES = 5;

type Edited = Extract<WireMessage, { type: 'edit' }>['edit']['message'];
type Said = Exclude<WireMessage, { type: 'reaction' | 'edit' | 'revoke' | 'system' }>;

type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

interface Media {
  readonly id?: string | undefined;
  readonly mime_type?: string | undefined;
  readonly caption?: string | undefined;
  readonly filename?: string | undefined;
}

/** What the writer said: the text, a caption, or the words of the button or row they tapped. */
function textOf(content: Said | Edited): string {
  switch (content.type) {
    case 'text':
      return content.text.body;
    case 'button':
      // The button that asks for the first word, whatever it says in its language.
      return content.button.payload === START_PAYLOAD ? START_PAYLOAD : (content.button.text ?? '');
    case 'interactive': {
      const { button_reply: button, list_reply: row } = content.interactive;
      return button?.title ?? row?.title ?? '';
    }
    default:
      return mediaIn(content)?.caption ?? '';
  }
}

/** The id of the button or row they tapped. */
function choiceOf(content: Said): string | undefined {
  if (content.type === 'button') return content.button.payload;
  if (content.type !== 'interactive') return undefined;
  const { button_reply: button, list_reply: row } = content.interactive;
  return button?.id ?? row?.id;
}

function mediaIn(content: Said | Edited): Media | undefined {
  switch (content.type) {
    case 'image':
      return content.image;
    case 'video':
      return content.video;
    case 'audio':
      return content.audio;
    case 'document':
      return content.document;
    case 'sticker':
      return content.sticker;
    default:
      return undefined;
  }
}

function mediaOf(content: Said): readonly MediaRef[] | undefined {
  switch (content.type) {
    case 'text':
    case 'button':
    case 'interactive':
      return undefined;
    case 'location':
      return content.location === undefined ? [{ type: 'other' }] : undefined;
    case 'contacts':
      return content.contacts === undefined ? [{ type: 'other' }] : undefined;
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker': {
      const { id, mime_type: mimeType, filename: name } = mediaIn(content) ?? {};
      const told = { ...(id && { id }), ...(mimeType && { mimeType }), ...(name && { name }) };
      return [{ type: content.type, ...told }];
    }
    default:
      return [{ type: 'other' }];
  }
}

function placeOf(content: Said): MapPlace | undefined {
  if (content.type !== 'location' || content.location === undefined) return undefined;
  const { latitude, longitude, name, address } = content.location;
  return { latitude, longitude, ...(name && { name }), ...(address && { address }) };
}

function cardsOf(content: Said): readonly ContactCard[] | undefined {
  if (content.type !== 'contacts') return undefined;
  return content.contacts?.map(({ name, phones }) => ({
    name: name.formatted_name,
    phones: phones.flatMap(({ phone, wa_id }) => phone ?? wa_id ?? []),
  }));
}

/** Written without spreading: nearly every webhook holds one of these. */
function receivedEvent(message: Said, chat: ChatRef, from: AccountRef): MessageReceived {
  const { id, context } = message;
  const event: Writable<MessageReceived> = {
    kind: 'message.received',
    id,
    at: message.timestamp * 1000,
    adapter: 'whatsapp',
    chat,
    from,
    message: id,
    text: textOf(message),
    mentions: [],
  };
  const media = mediaOf(message);
  const choice = choiceOf(message);
  if (media !== undefined) event.media = media;
  if (choice !== undefined) event.choice = choice;
  if (message.type === 'location' || message.type === 'contacts') {
    const location = placeOf(message);
    const contacts = cardsOf(message);
    if (location !== undefined) event.location = location;
    if (contacts !== undefined) event.contacts = contacts;
  }
  if (context?.id !== undefined) event.replyTo = context.id;
  if (context?.frequently_forwarded) event.forwardingScore = MANY_TIMES;
  else if (context?.forwarded) event.forwardingScore = 1;
  return event;
}

function eventOf(
  message: Exclude<WireMessage, { type: 'system' }>,
  from: AccountRef,
): PlatformEvent {
  const { group_id: group, id } = message;
  const chat: ChatRef =
    group === undefined ? { id: from.id, direct: true } : { id: group, direct: false };
  const at = message.timestamp * 1000;
  switch (message.type) {
    case 'reaction': {
      const { message_id, emoji = '' } = message.reaction;
      const base = { kind: 'reaction.added', id, at, adapter: 'whatsapp', chat, from } as const;
      return { ...base, message: message_id, emoji };
    }
    case 'revoke': {
      const { original_message_id: original } = message.revoke;
      const base = { kind: 'message.deleted', id, at, adapter: 'whatsapp', chat } as const;
      return { ...base, message: original, by: from };
    }
    case 'edit': {
      const { original_message_id: original, message: content } = message.edit;
      const base = { kind: 'message.edited', id, at, adapter: 'whatsapp', chat, from } as const;
      return { ...base, message: original, text: textOf(content), mentions: [] };
    }
    default:
      return receivedEvent(message, chat, from);
  }
}

/** Somebody has another number or another business-scoped id from now on. */
function movedEvent(message: Extract<WireMessage, { type: 'system' }>): Read {
  const accounts = accountsOfChange(message);
  if (accounts === undefined) return { skip: 'a change of ids that does not name both' };
  const { id, timestamp } = message;
  const base = { kind: 'account.moved', id, at: timestamp * 1000, adapter: 'whatsapp' } as const;
  // Another business-scoped id means another number, which WhatsApp may keep to itself.
  return { event: { ...base, account: accounts.before, to: accounts.now, numberGone: true } };
}

/** A name for the log: only types WhatsApp might really use, never what a stranger made up. */
function typeForLog(type: string): string {
  return /^[a-z_]{1,40}$/.test(type) ? type : 'unreadable';
}

/** Why a message is left out: a type of tomorrow, one without a word in the kit, or a broken one. */
function explainSkip(item: unknown, path: readonly PropertyKey[]): Read {
  const known = unknownMessageSchema.safeParse(item).data;
  if (known === undefined) return { skip: 'a message that is none' };
  const type = typeForLog(known.type);
  const detail = known.system ? ` (${typeForLog(known.system.type)})` : '';
  const field =
    path[0] === undefined || path[0] === 'type' ? '' : ` with an unusable ${String(path[0])}`;
  return { skip: `a message of type ${type}${detail}${field}` };
}

function readMessage(message: WireMessage, contacts: Contacts): Read {
  if (message.type === 'system') return movedEvent(message);
  const from = accountOfSender(message, contacts);
  return from === undefined ? { skip: 'a message of nobody' } : { event: eventOf(message, from) };
}

/**
 * Reads one message of a webhook.
 *
 * Not made into events, for want of a word in the kit: that somebody's encryption keys changed
 * (`system` of another kind), and the mere opening of a chat (`request_welcome`).
 */
export function decodeMessage(item: unknown, contacts: Contacts): Read {
  const usual = usualText(item);
  if (usual !== undefined) return readMessage(usual, contacts);
  const parsed = messageSchema.safeParse(item);
  if (!parsed.success) return explainSkip(item, parsed.error.issues[0]?.path ?? []);
  return readMessage(parsed.data, contacts);
}
