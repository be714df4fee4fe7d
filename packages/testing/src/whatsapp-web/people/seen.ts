import { normalizeMessageContent, proto } from 'baileys';
import type { Entry } from '../messages/entry.js';
import { type Addressing, addressOf } from '../wire/jid.js';
import type { Account } from '../world/account.js';
import { openVote } from './poll-votes.js';

/** A message on a screen, with everything that was done to it since. */
export interface Seen {
  readonly entry: Entry;
  readonly content: proto.IMessage;
  text: string;
  mentions: readonly string[];
  isEdited: boolean;
  deletedBy: Account | undefined;
  isPinned: boolean;
  readonly reactions: Map<Account, string>;
  readonly votes: Map<Account, readonly string[]>;
}

type Media = { readonly contextInfo?: proto.IContextInfo | null };

const { Type: ProtocolType } = proto.Message.ProtocolMessage;

/** The poll in a message, however it is written. */
export function pollIn(content: proto.IMessage): proto.Message.IPollCreationMessage | undefined {
  const { pollCreationMessage, pollCreationMessageV2, pollCreationMessageV3 } = content;
  return pollCreationMessage ?? pollCreationMessageV2 ?? pollCreationMessageV3 ?? undefined;
}

/** The words one reads: the text, the caption, the question of a poll. */
function wordsOf(content: proto.IMessage): string {
  return (
    content.conversation ??
    content.extendedTextMessage?.text ??
    content.imageMessage?.caption ??
    content.videoMessage?.caption ??
    content.documentMessage?.caption ??
    content.groupInviteMessage?.caption ??
    pollIn(content)?.name ??
    ''
  );
}

/** Whom it mentions, what it answers, whether it was forwarded. */
export function contextIn(content: proto.IMessage): proto.IContextInfo {
  const holders: readonly (Media | null | undefined)[] = [
    content.extendedTextMessage,
    content.imageMessage,
    content.videoMessage,
    content.audioMessage,
    content.documentMessage,
    content.stickerMessage,
    content.groupInviteMessage,
    pollIn(content),
  ];
  return holders.find((holder) => holder?.contextInfo)?.contextInfo ?? {};
}

function isShown(content: proto.IMessage): boolean {
  const quiet: readonly (keyof proto.IMessage)[] = [
    'senderKeyDistributionMessage',
    'messageContextInfo',
  ];
  return Object.entries(content).some(
    ([name, value]) =>
      value !== null && value !== undefined && !quiet.includes(name as keyof proto.IMessage),
  );
}

function appear(entry: Entry, content: proto.IMessage): Seen {
  return {
    entry,
    content,
    text: wordsOf(content),
    mentions: contextIn(content).mentionedJid ?? [],
    isEdited: false,
    deletedBy: undefined,
    isPinned: false,
    reactions: new Map(),
    votes: new Map(),
  };
}

function vote(
  seen: Seen,
  { by }: Entry,
  update: proto.Message.IPollUpdateMessage,
  addressing: Addressing,
): void {
  const secret = seen.content.messageContextInfo?.messageSecret;
  if (!secret || !update.vote) return;
  const ballot = {
    poll: seen.entry.id,
    creator: addressOf(seen.entry.by, addressing),
    voter: addressOf(by, addressing),
    secret,
  };
  const options = (pollIn(seen.content)?.options ?? []).map(({ optionName }) => optionName ?? '');
  seen.votes.set(by, openVote(ballot, update.vote, options));
}

/** What is done to an earlier message; undefined when this is a message of its own. */
function changeIn(
  content: proto.IMessage,
): { readonly id: string; readonly apply: Apply } | undefined {
  const { protocolMessage, reactionMessage, pollUpdateMessage, pinInChatMessage } = content;
  if (reactionMessage) {
    return {
      id: reactionMessage.key?.id ?? '',
      apply(seen, { by }) {
        if (reactionMessage.text) seen.reactions.set(by, reactionMessage.text);
        else seen.reactions.delete(by);
      },
    };
  }
  if (pollUpdateMessage) {
    return {
      id: pollUpdateMessage.pollCreationMessageKey?.id ?? '',
      apply: (seen, entry, addressing) => vote(seen, entry, pollUpdateMessage, addressing),
    };
  }
  if (pinInChatMessage) {
    return {
      id: pinInChatMessage.key?.id ?? '',
      apply(seen) {
        const { PIN_FOR_ALL } = proto.Message.PinInChatMessage.Type;
        seen.isPinned = pinInChatMessage.type === PIN_FOR_ALL;
      },
    };
  }
  if (!protocolMessage) return undefined;
  return { id: protocolMessage.key?.id ?? '', apply: protocolChange(protocolMessage) };
}

type Apply = (seen: Seen, entry: Entry, addressing: Addressing) => void;

function protocolChange({ type, editedMessage }: proto.Message.IProtocolMessage): Apply {
  if (type === ProtocolType.REVOKE) {
    return (seen, entry) => {
      if (entry.by === seen.entry.by || entry.isByAdmin) seen.deletedBy = entry.by;
    };
  }
  if (type === ProtocolType.MESSAGE_EDIT && editedMessage) {
    return (seen, entry) => {
      if (entry.by !== seen.entry.by) return;
      seen.text = wordsOf(editedMessage);
      seen.mentions = contextIn(editedMessage).mentionedJid ?? [];
      seen.isEdited = true;
    };
  }
  return () => undefined;
}

/**
 * A chat as it looks on a phone: messages in the order in which they came, changed by what came
 * later, or earlier: who deletes before the message arrives deletes it all the same.
 */
export function lookAt(
  entries: readonly Entry[],
  contentOf: (entry: Entry) => proto.IMessage | undefined,
  addressing: Addressing,
): readonly Seen[] {
  const seen: Seen[] = [];
  const byId = new Map<string, Seen>();
  const early: { readonly id: string; readonly apply: Apply; readonly entry: Entry }[] = [];
  for (const entry of entries) {
    const content = normalizeMessageContent(contentOf(entry));
    if (!content || !isShown(content)) continue;
    const change = changeIn(content);
    if (change) {
      const target = byId.get(change.id);
      if (target) change.apply(target, entry, addressing);
      else early.push({ ...change, entry });
      continue;
    }
    if (byId.has(entry.id)) continue;
    const message = appear(entry, content);
    seen.push(message);
    byId.set(entry.id, message);
  }
  for (const { id, apply, entry } of early) {
    const target = byId.get(id);
    if (target) apply(target, entry, addressing);
  }
  return seen;
}
