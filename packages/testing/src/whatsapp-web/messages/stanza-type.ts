import { normalizeMessageContent, proto } from 'baileys';

const { Type } = proto.Message.ProtocolMessage;

const MEDIA: readonly (keyof proto.IMessage)[] = [
  'imageMessage',
  'videoMessage',
  'audioMessage',
  'documentMessage',
  'stickerMessage',
];

/** The kind of a message as its stanza says it, for who cannot look inside. */
export function stanzaType(message: proto.IMessage): string {
  const content = normalizeMessageContent(message) ?? message;
  if (content.reactionMessage) return 'reaction';
  if (content.pollCreationMessageV3 || content.pollCreationMessage || content.pollUpdateMessage) {
    return 'poll';
  }
  return MEDIA.some((kind) => content[kind]) ? 'media' : 'text';
}

/** What the stanza says about changing an earlier message: 1 edited, 2 pinned, 7 own deleted, 8 by an admin. */
export function editAttribute(message: proto.IMessage): string | undefined {
  const content = normalizeMessageContent(message) ?? message;
  if (content.pinInChatMessage) return '2';
  switch (content.protocolMessage?.type) {
    case Type.MESSAGE_EDIT:
      return '1';
    case Type.REVOKE:
      return content.protocolMessage.key?.fromMe === false ? '8' : '7';
    default:
      return undefined;
  }
}
