import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type AttachmentFile, KapwaError, type StepResult } from '@kapwa/core';
import { z } from 'zod';
import { readFailure } from './errors.js';
import type { GraphAnswer, GraphClient, UploadForm } from './graph-client.js';
import { mediaHost } from './limits.js';
import { mediaSchema, uploadedSchema } from './wire.js';

/** What the step behind an upload has to know of it. */
const handedSchema = z.object({ id: z.string(), filename: z.string().optional() });

/** Bytes of a length that is known; what comes without one is taken in first, as it is small. */
async function measured(file: AttachmentFile): Promise<Pick<UploadForm, 'length' | 'bytes'>> {
  if (file.size !== undefined) return { length: file.size, bytes: file.bytes };
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.bytes) chunks.push(chunk);
  return {
    length: chunks.reduce((sum, { length }) => sum + length, 0),
    bytes: Readable.from(chunks),
  };
}

/** A form with fields and one file, as browsers send it. */
async function formOf(file: AttachmentFile): Promise<UploadForm> {
  const boundary = `kapwa-${randomUUID()}`;
  const field = (name: string, value: string): string =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const name = encodeURIComponent(file.name ?? 'file');
  const head = Buffer.from(
    `${field('messaging_product', 'whatsapp')}${field('type', file.mimeType)}--${boundary}\r\n` +
      `content-disposition: form-data; name="file"; filename="${name}"\r\n` +
      `content-type: ${file.mimeType}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const { length, bytes } = await measured(file);
  async function* all(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* bytes;
    yield tail;
  }
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: head.length + length + tail.length,
    bytes: all(),
  };
}

/** Hands bytes over to WhatsApp, which keeps them for 30 days. */
export async function upload(
  client: GraphClient,
  phoneNumberId: string,
  file: AttachmentFile,
): Promise<StepResult> {
  const answer = await client.upload(`/${phoneNumberId}/media`, await formOf(file));
  if (answer.kind === 'silent') return { kind: 'retry', reason: answer.reason };
  const { status, body, retryAfter } = answer;
  const id = uploadedSchema.safeParse(body).data?.id;
  if (status !== 200 || id === undefined) return readFailure(status, body, retryAfter);
  return { kind: 'ok', uploaded: JSON.stringify({ id, filename: file.name }) };
}

/** Something named by its type, such as a message or the heading of a template. */
interface Typed {
  readonly type: string;
  readonly [part: string]: unknown;
}

function withOwn(part: Typed, uploaded: string): Typed {
  const { id, filename } = handedSchema.parse(JSON.parse(uploaded));
  const named = part.type === 'document' && filename !== undefined ? { filename } : {};
  return { ...part, [part.type]: { id, ...named, ...(part[part.type] as object) } };
}

/** The body of a message with the media in it that was handed over before. */
export function withMedia(body: unknown, uploaded: string): unknown {
  const message = body as Typed;
  if (message.type !== 'template') return withOwn(message, uploaded);
  const template = message.template as { readonly components: readonly Typed[] };
  const components = template.components.map((one) =>
    one.type === 'header'
      ? { ...one, parameters: (one.parameters as Typed[]).map((part) => withOwn(part, uploaded)) }
      : one,
  );
  return { ...message, template: { ...template, components } };
}

/** Whether bytes may be fetched there: only from Meta, and from where the Graph API is. */
function isMetas(url: string, baseUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  return (protocol === 'https:' && hostname === mediaHost) || origin === new URL(baseUrl).origin;
}

function failed(answer: GraphAnswer): undefined {
  if (answer.kind === 'answered') {
    const said = readFailure(answer.status, answer.body, answer.retryAfter);
    // What is gone stays gone: Meta keeps what people send for 7 days.
    if (said.kind === 'refused') return undefined;
  }
  throw new KapwaError('adapter.failed', 'whatsapp: media could not be read now; try again later.');
}

/**
 * Opens what somebody sent, by its id: asked for its address, which holds for five minutes, and
 * fetched there. Undefined where it is gone, or where the address is not Meta's.
 *
 * Raises `adapter.failed` where trying again may help.
 */
export async function download(
  client: GraphClient,
  id: string,
  baseUrl: string,
): Promise<AttachmentFile | undefined> {
  if (!/^\d+$/.test(id)) return undefined;
  const answer = await client.get(`/${id}`);
  if (answer.kind === 'silent' || answer.status !== 200) return failed(answer);
  const media = mediaSchema.safeParse(answer.body).data;
  if (media === undefined || !isMetas(media.url, baseUrl)) return undefined;
  const opened = await client.open(media.url);
  if (opened.kind !== 'open') return failed(opened);
  const { mime_type: mimeType = 'application/octet-stream', file_size: size } = media;
  return { mimeType, bytes: opened.bytes, ...(size !== undefined && { size }) };
}
