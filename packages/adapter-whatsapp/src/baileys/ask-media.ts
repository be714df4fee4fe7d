import type { AnyMessageContent, proto } from 'baileys';
import { addressed, deliver, quoted } from './ask-message.js';
import type { AskParts } from './ask-parts.js';
import { mediaKindOf, mediaKinds, sourceOf } from './media-keys.js';
import type { Card, Media, Place, SocketAnswer, SocketRequest } from './socket-port.js';

type Ask<Op extends SocketRequest['op']> = Extract<SocketRequest, { op: Op }>;

/** The largest media that is brought in, in bytes (16 MB); the kit moves no more. */
const MOST = 16 * 1024 * 1024;

/** Codes of the media server for what is gone. */
const GONE: readonly unknown[] = [403, 404, 410];

function placeContent({ latitude, longitude, name, address }: Place): AnyMessageContent {
  const words = { ...(name && { name }), ...(address && { address }) };
  return { location: { degreesLatitude: latitude, degreesLongitude: longitude, ...words } };
}

/** What would end a line of a contact card, or begin another one. */
const literal = (text: string): string => text.replace(/[\r\n]+/g, ' ').replace(/[\\,;]/g, '\\$&');

function cardContent({ name, phones }: Card): AnyMessageContent {
  const numbers = phones.map((phone) => {
    const digits = phone.replace(/\D/g, '');
    return `TEL;type=CELL;waid=${digits}:${literal(phone)}`;
  });
  const lines = ['BEGIN:VCARD', 'VERSION:3.0', `FN:${literal(name)}`, ...numbers, 'END:VCARD'];
  return {
    contacts: { displayName: name, contacts: [{ displayName: name, vcard: lines.join('\n') }] },
  };
}

async function mediaContent(
  to: string,
  { type, say = { text: '', mentions: [] }, file }: Media,
  parts: AskParts,
): Promise<AnyMessageContent | undefined> {
  if (file === undefined) return undefined;
  const bytes = Buffer.from(file.bytes);
  const { mimeType: mimetype, name = 'file' } = file;
  if (type === 'audio') return { audio: bytes, mimetype };
  const { text, mentions } = await addressed(to, say, parts);
  const words = { ...(text && { caption: text }), mentions: [...mentions] };
  switch (type) {
    case 'image':
      return { image: bytes, mimetype, ...words };
    case 'video':
      return { video: bytes, mimetype, ...words };
    case 'document':
      return { document: bytes, mimetype, fileName: name, ...words };
  }
}

async function sendContent(
  { to, quote }: Ask<'media' | 'place' | 'card'>,
  content: AnyMessageContent | undefined,
  parts: AskParts,
): Promise<SocketAnswer> {
  if (content === undefined) return { kind: 'refused' };
  const answered = quote && quoted(to, quote.message, parts);
  return deliver(to, content, parts, answered === undefined ? {} : { quoted: answered });
}

async function download(
  { message }: Ask<'download'>,
  { library, media, mediaHost }: AskParts,
): Promise<SocketAnswer> {
  const kept = await media.find(message);
  const kind = kept && mediaKindOf(kept);
  const held = kind && (kept[kind] as proto.Message.IDocumentMessage);
  const source = held && sourceOf(held, mediaHost);
  if (kind === undefined || !held || source === undefined) return { kind: 'done', data: null };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of await library.downloadContentFromMessage(source, mediaKinds[kind])) {
    size += (chunk as Uint8Array).length;
    if (size > MOST) return { kind: 'done', data: null };
    chunks.push(chunk as Uint8Array);
  }
  const { mimetype, fileName } = held;
  const bytes = new Uint8Array(Buffer.concat(chunks));
  const mimeType = mimetype ?? 'application/octet-stream';
  return { kind: 'done', data: { bytes, mimeType, ...(fileName && { name: fileName }) } };
}

/** Whether the media server says that something is not there any more. */
function isGone(error: unknown): boolean {
  const output: unknown = error && typeof error === 'object' && Reflect.get(error, 'output');
  return GONE.includes(output && typeof output === 'object' && Reflect.get(output, 'statusCode'));
}

/** Asks for what has to do with media, places and cards; undefined for other requests. */
export async function askMedia(
  request: SocketRequest,
  parts: AskParts,
): Promise<SocketAnswer | undefined> {
  switch (request.op) {
    case 'media':
      return sendContent(request, await mediaContent(request.to, request.media, parts), parts);
    case 'place':
      return sendContent(request, placeContent(request.place), parts);
    case 'card':
      return sendContent(request, cardContent(request.card), parts);
    case 'download':
      try {
        return await download(request, parts);
      } catch (error) {
        if (isGone(error)) return { kind: 'done', data: null };
        throw error;
      }
    default:
      return undefined;
  }
}
