import type { proto } from 'baileys';
import type { Baileys } from './load-baileys.js';

/** The kinds of message whose bytes lie at WhatsApp, and what Baileys calls their kind. */
export const mediaKinds = {
  imageMessage: 'image',
  videoMessage: 'video',
  ptvMessage: 'video',
  audioMessage: 'audio',
  documentMessage: 'document',
  stickerMessage: 'sticker',
} as const;

/** One kind of message with media. */
export type MediaKind = keyof typeof mediaKinds;

/** Which kind of media a message has. */
export function mediaKindOf(message: proto.IMessage): MediaKind | undefined {
  return (Object.keys(mediaKinds) as MediaKind[]).find((kind) => message[kind] != null);
}

/** What it takes to fetch and open the media of a message; undefined where it has none. */
export function mediaKeysOf(
  message: proto.IMessage | null | undefined,
  { normalizeMessageContent }: Baileys,
): proto.IMessage | undefined {
  const content = normalizeMessageContent(message);
  const kind = content && mediaKindOf(content);
  if (content === undefined || kind === undefined) return undefined;
  const media = content[kind] as proto.Message.IDocumentMessage;
  const { mediaKey, directPath, url, mimetype, fileName, fileLength } = media;
  return { [kind]: { mediaKey, directPath, url, mimetype, fileName, fileLength } };
}

/**
 * Where the bytes of a message lie: always at WhatsApp's own media server, whatever address came
 * with the message. Another server is only asked where the operator has named it.
 */
export function sourceOf(
  { mediaKey, directPath, url }: proto.Message.IDocumentMessage,
  mediaHost: string | undefined,
) {
  if (!mediaKey) return undefined;
  if (mediaHost !== undefined && url && URL.canParse(url) && new URL(url).host === mediaHost) {
    return { mediaKey, url };
  }
  // A path of any other form could lead to another host once it stands behind one.
  return directPath && /^\/[\w-]/.test(directPath) ? { mediaKey, directPath } : undefined;
}
