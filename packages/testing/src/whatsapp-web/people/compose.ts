import { randomBytes } from 'node:crypto';
import { proto } from 'baileys';
import { type Addressing, addressOf } from '../wire/jid.js';
import type { Account } from '../world/account.js';

/** What goes with the words of a message. */
export interface Context {
  readonly mentions?: readonly Account[];
  /** How often it was passed on; 5 and more is shown as forwarded many times. */
  readonly forwarded?: number;
  readonly quoted?: Quoted;
  /** Seconds after which it disappears; 0 for never. */
  readonly ephemeral?: number;
  readonly addressing: Addressing;
}

/** A message that is answered. */
interface Quoted {
  readonly id: string;
  readonly by: Account;
  readonly content: proto.IMessage;
}

/** Which message is meant, from the view of who names it. */
export interface Naming {
  readonly id: string;
  readonly by: Account;
  readonly namer: Account;
  /** The group, or the other person's address. */
  readonly chat: string;
  readonly isGroup: boolean;
  readonly addressing: Addressing;
}

/** The key under which clients know a message. */
export function keyOf({ id, by, namer, chat, isGroup, addressing }: Naming): proto.IMessageKey {
  const fromMe = by === namer;
  const key = { remoteJid: chat, fromMe, id };
  return isGroup ? { ...key, participant: addressOf(by, addressing) } : key;
}

/** The context of a message; undefined when there is nothing to say. */
export function contextOf(context: Context): proto.IContextInfo | undefined {
  const { mentions = [], forwarded = 0, quoted, ephemeral = 0, addressing } = context;
  const info: proto.IContextInfo = {
    ...(mentions.length > 0 && { mentionedJid: mentions.map((who) => addressOf(who, addressing)) }),
    ...(forwarded > 0 && { isForwarded: true, forwardingScore: forwarded }),
    ...(ephemeral > 0 && { expiration: ephemeral }),
    ...(quoted && {
      stanzaId: quoted.id,
      participant: addressOf(quoted.by, addressing),
      quotedMessage: quoted.content,
    }),
  };
  return Object.keys(info).length > 0 ? info : undefined;
}

/** A text, as phones send it: bare when there is nothing else to say. */
export function textMessage(text: string, context: Context): proto.IMessage {
  const contextInfo = contextOf(context);
  return contextInfo ? { extendedTextMessage: { text, contextInfo } } : { conversation: text };
}

/** A reaction; an empty emoji takes it back. */
export function reactionMessage(naming: Naming, emoji: string, at: number): proto.IMessage {
  return { reactionMessage: { key: keyOf(naming), text: emoji, senderTimestampMs: at } };
}

/** An edit of one's own message. */
export function editMessage(naming: Naming, edited: proto.IMessage, at: number): proto.IMessage {
  const { MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;
  const protocolMessage = {
    key: keyOf(naming),
    type: MESSAGE_EDIT,
    editedMessage: edited,
    timestampMs: at,
  };
  return { editedMessage: { message: { protocolMessage } } };
}

/** A message taken back for everyone: one's own, or somebody else's by an admin. */
export function deleteMessage(naming: Naming): proto.IMessage {
  const { REVOKE } = proto.Message.ProtocolMessage.Type;
  return { protocolMessage: { key: keyOf(naming), type: REVOKE } };
}

/** A message kept at the top of the chat. */
export function pinMessage(naming: Naming, at: number, duration: number): proto.IMessage {
  return {
    pinInChatMessage: {
      key: keyOf(naming),
      type: proto.Message.PinInChatMessage.Type.PIN_FOR_ALL,
      senderTimestampMs: at,
    },
    messageContextInfo: { messageAddOnDurationInSecs: duration },
  };
}

/** A poll; its secret is what votes are sealed with. */
export function pollMessage(
  question: string,
  options: readonly string[],
  most: number,
): proto.IMessage {
  const poll = {
    name: question,
    options: options.map((optionName) => ({ optionName })),
    selectableOptionsCount: most,
  };
  const messageContextInfo = { messageSecret: randomBytes(32) };
  return most === 1
    ? { messageContextInfo, pollCreationMessageV3: poll }
    : { messageContextInfo, pollCreationMessage: poll };
}
