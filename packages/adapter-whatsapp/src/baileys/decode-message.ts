import type { AccountRef, ChatRef, MessageReceived, PlatformEvent } from '@kapwa/core';
import { accountFrom, isMe } from './accounts.js';
import { cardsOf, contextOf, isSaid, mediaOf, placeOf, readContent, textOf } from './content.js';
import { isGroupJid, withoutDevice } from './jid.js';
import { type DecodeFacts, type Read, skip } from './read.js';
import type { WireContent, WireKey, WireMessage } from './wire.js';

/** What a message needs besides what it says. */
interface Envelope {
  readonly base: {
    readonly id: string;
    readonly at: number;
    readonly adapter: string;
    readonly chat: ChatRef;
  };
  readonly from: AccountRef;
  readonly key: WireKey;
  readonly facts: DecodeFacts;
}

/** The types of WhatsApp's `protocolMessage` that people bring about. */
const PROTOCOL = { revoke: 0, disappearing: 3, edit: 14 } as const;
const protocolNames: Readonly<Record<string, number>> = {
  REVOKE: PROTOCOL.revoke,
  EPHEMERAL_SETTING: PROTOCOL.disappearing,
  MESSAGE_EDIT: PROTOCOL.edit,
};

/** Who wrote a message, by both addresses where both are told. */
function senderOf(
  { remoteJid, participant, participantAlt, remoteJidAlt }: WireKey,
  name?: string | null,
): AccountRef | undefined {
  return isGroupJid(remoteJid)
    ? accountFrom([participant, participantAlt], name)
    : accountFrom([remoteJid, remoteJidAlt], name);
}

function mentionsIn(content: WireContent, { me }: DecodeFacts) {
  const jids = contextOf(content)?.mentionedJid ?? [];
  return {
    mentions: jids.filter((jid) => !isMe(me, jid)).flatMap((jid) => accountFrom([jid]) ?? []),
    mentionsBot: jids.some((jid) => isMe(me, jid)),
  };
}

/** The option that was tapped, where a business showed buttons. */
function choiceOf({
  buttonsResponseMessage: button,
  listResponseMessage: list,
  templateButtonReplyMessage: template,
}: WireContent): string | undefined {
  return (
    button?.selectedButtonId ??
    list?.singleSelectReply?.selectedRowId ??
    template?.selectedId ??
    undefined
  );
}

function received(content: WireContent, { base, from, key, facts }: Envelope): MessageReceived {
  const context = contextOf(content);
  const { mentions, mentionsBot } = mentionsIn(content, facts);
  const media = mediaOf(content, key.id);
  const score = context?.forwardingScore ?? (context?.isForwarded ? 1 : 0);
  const choice = choiceOf(content);
  const location = placeOf(content);
  const contacts = cardsOf(content);
  return {
    ...base,
    kind: 'message.received',
    from,
    message: key.id,
    text: textOf(content),
    mentions,
    ...(mentionsBot && { mentionsBot }),
    ...(context?.stanzaId && { replyTo: context.stanzaId }),
    ...(choice !== undefined && { choice }),
    ...(media.length > 0 && { media }),
    ...(location && { location }),
    ...(contacts.length > 0 && { contacts }),
    ...(score > 0 && { forwardingScore: score }),
    ...(context?.expiration && { disappearsAfter: context.expiration * 1000 }),
  };
}

function fromProtocol(
  protocol: NonNullable<WireContent['protocolMessage']>,
  { base, from, facts }: Envelope,
): readonly Read[] {
  const { type, key: target, ephemeralExpiration, editedMessage } = protocol;
  const kind = typeof type === 'string' ? protocolNames[type] : (type ?? PROTOCOL.revoke);
  if (kind === PROTOCOL.disappearing && !base.chat.direct) {
    const disappearing = (ephemeralExpiration ?? 0) * 1000;
    return [{ event: { ...base, kind: 'group.changed', disappearing, by: from } }];
  }
  if (target == null) return skip('a message of the protocol itself');
  if (kind === PROTOCOL.revoke) {
    return [{ event: { ...base, kind: 'message.deleted', message: target.id, by: from } }];
  }
  const edited = kind === PROTOCOL.edit ? readContent(editedMessage) : undefined;
  if (edited === undefined) return skip('a message of the protocol itself');
  const { mentions } = mentionsIn(edited, facts);
  const text = textOf(edited);
  return [{ event: { ...base, kind: 'message.edited', from, message: target.id, text, mentions } }];
}

function fromContent(
  content: WireContent,
  choices: WireMessage['choices'],
  envelope: Envelope,
): readonly Read[] {
  const { base, from } = envelope;
  const { reactionMessage: reaction, pollUpdateMessage: vote, protocolMessage } = content;
  if (protocolMessage) return fromProtocol(protocolMessage, envelope);
  if (reaction) {
    const { key: target, text: emoji } = reaction;
    const event: PlatformEvent = {
      ...base,
      kind: 'reaction.added',
      from,
      message: target.id,
      emoji: emoji ?? '',
    };
    return [{ event }];
  }
  if (vote) {
    if (choices == null) return skip('a vote in a poll that cannot be read any more');
    const message = vote.pollCreationMessageKey.id;
    return [{ event: { ...base, kind: 'poll.voted', from, message, choices } }];
  }
  return isSaid(content)
    ? [{ event: received(content, envelope) }]
    : skip('a message without anything for people in it');
}

/** The chat a message is in: the group, or the account of the other person. */
export function chatOf(key: WireKey): ChatRef | undefined {
  const id = isGroupJid(key.remoteJid)
    ? withoutDevice(key.remoteJid)
    : accountFrom([key.remoteJid, key.remoteJidAlt])?.id;
  return id === undefined ? undefined : { id, direct: !isGroupJid(key.remoteJid) };
}

/**
 * Reads a message that somebody wrote, changed, took away or reacted with.
 *
 * What the bot's own account wrote is left out: the kit knows what it sends, and what people type
 * on the bot's phone is theirs.
 */
export function decodeMessage(message: WireMessage, facts: DecodeFacts): readonly Read[] {
  const { key, choices } = message;
  const chat = chatOf(key);
  if (chat === undefined) return skip('a message of a channel, a status or a list');
  const isOwn = key.fromMe === true || isMe(facts.me, key.participant);
  const from = senderOf(key, message.pushName);
  const content = readContent(message.message);
  // WhatsApp tells a change of the disappearing time like a message of whoever made it.
  const isSetting = content?.protocolMessage?.type === PROTOCOL.disappearing && !chat.direct;
  if (isOwn && !isSetting) return skip('a message of the bot itself');
  if (from === undefined) return skip('a message of nobody');
  if (content === undefined) return skip('a message without anything readable in it');
  const at = message.messageTimestamp == null ? facts.now : message.messageTimestamp * 1000;
  const base = { id: `${chat.id}/${key.id}`, at, adapter: facts.adapter, chat };
  const reads = fromContent(content, choices, { base, from, key, facts });
  return isOwn ? reads.map(asOwn) : reads;
}

/** A change the bot's own account made is nobody's. */
export function asOwn(read: Read): Read {
  if (!('event' in read)) return read;
  const { event } = read;
  if (event.kind !== 'group.changed' && event.kind !== 'join.withdrawn') return read;
  const { by: _, ...rest } = event;
  return { event: { ...rest, byBot: true } as PlatformEvent };
}
