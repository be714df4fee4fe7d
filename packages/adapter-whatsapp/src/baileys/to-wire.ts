import type { BinaryNode, proto, WAMessage } from 'baileys';
import type { Me } from './accounts.js';
import { withoutDevice } from './jid.js';
import type { KeptMessages } from './kept-messages.js';
import type { Baileys } from './load-baileys.js';
import { mediaKeysOf } from './media-keys.js';
import { addressesOf, openVote } from './polls.js';
import type { Recent } from './recent.js';

/** What it takes to turn Baileys' objects into plain data. */
export interface ToWireParts {
  readonly library: Baileys;
  readonly recent: Recent;
  readonly sent: KeptMessages;
  readonly media: KeptMessages;
  me(): Me;
}

/** The bot's own addresses, without the device. */
export function meOf(user: { id?: string; lid?: string } | undefined): Me {
  const id = user?.id && withoutDevice(user.id);
  const lid = user?.lid && withoutDevice(user.lid);
  return { ...(id && { id }), ...(lid && { lid }) };
}

/** The bot's addresses, as a poll of its own may name its author. */
function ownAddresses({ id, lid }: Me): readonly string[] {
  return [id, lid].filter((jid) => jid !== undefined);
}

async function choicesIn(
  { key, message }: WAMessage,
  { library, sent, me }: ToWireParts,
): Promise<readonly number[] | undefined> {
  const update = message?.pollUpdateMessage;
  const pollId = update?.pollCreationMessageKey?.id;
  if (!update?.vote || !pollId) return undefined;
  const poll = await sent.find(pollId);
  if (poll === undefined) return undefined;
  const facts = { poll, pollId, creators: ownAddresses(me()), voters: addressesOf(key) };
  return openVote(library, update.vote, facts);
}

/** A message as plain data, without what only Baileys needs. */
export async function wireMessage(message: WAMessage, parts: ToWireParts): Promise<unknown> {
  const { proto } = parts.library;
  const { key, pushName, messageTimestamp, messageStubType, messageStubParameters } = message;
  parts.recent.add(key, message.message ?? undefined);
  const choices = await choicesIn(message, parts);
  const media = mediaKeysOf(message.message, parts.library);
  if (media !== undefined && key.id) {
    await parts.media.keep(key.id, media, key.participant ?? key.remoteJid);
  }
  const content =
    message.message &&
    proto.Message.toObject(proto.Message.fromObject(message.message), {
      longs: Number,
      bytes: String,
    });
  const time = messageTimestamp == null ? undefined : Number(messageTimestamp);
  return JSON.parse(
    JSON.stringify({
      key,
      pushName,
      messageTimestamp: time,
      message: content,
      ...(messageStubType ? { messageStubType } : {}),
      ...(messageStubParameters?.length
        ? { messageStubParameters: messageStubParameters.map(String) }
        : {}),
      ...(choices && { choices }),
    }),
  );
}

/** Whether there is more in a message than a key for reading others. */
function hasContent(message: proto.IMessage): boolean {
  return Object.entries(message).some(
    ([name, value]) =>
      value != null && name !== 'senderKeyDistributionMessage' && name !== 'messageContextInfo',
  );
}

/**
 * A message as plain data, right after it was decrypted; undefined where there is nothing in it
 * for the kit.
 */
export async function unpackMessage(
  node: BinaryNode,
  decrypted: Uint8Array,
  parts: ToWireParts,
): Promise<unknown> {
  const { proto, unpadRandomMax16, decodeMessageNode } = parts.library;
  const { id = '', lid = '' } = parts.me();
  try {
    const { fullMessage } = decodeMessageNode(node, id, lid);
    const outer = proto.Message.decode(unpadRandomMax16(decrypted));
    const message = outer.deviceSentMessage?.message ?? outer;
    if (fullMessage.key.fromMe || !hasContent(message)) return undefined;
    return await wireMessage({ ...fullMessage, message } as WAMessage, parts);
  } catch {
    // Baileys meets the same and asks for the message again.
    return undefined;
  }
}
