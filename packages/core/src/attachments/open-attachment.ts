import { KapwaError, messageOf } from '../errors.js';
import type { MaybePromise } from '../store/store.js';
import type { AttachmentFile, MediaAttachment, MediaSource } from './attachment.js';
import { ByteReader } from './byte-reader.js';
import { shownName } from './file-name.js';
import { type AttachmentLimit, againstLimits, mostBytes, tooLarge } from './limits.js';
import { realType, TELLING } from './real-type.js';
import { canStrip, keepsSize, withoutMetadata } from './without-metadata.js';

/** Where the bytes come from. */
export interface AttachmentSources {
  /** A file of the host program by its name, opened anew; undefined where there is none. */
  file(name: string): MaybePromise<AttachmentFile | undefined>;
  /** Media an adapter received, opened anew; undefined where it cannot be read any more. */
  download(adapter: string, id: string): MaybePromise<AttachmentFile | undefined>;
}

/** An attachment ready to be moved. */
export interface OpenedAttachment {
  /** Its bytes without metadata where that can be taken out, its real type, a name to be shown. */
  readonly file: AttachmentFile;
  /** `kept` where what the file says of its author, place or time could not be taken out. */
  readonly metadata: 'removed' | 'kept';
  /** Why reading ended before the end, in plain words; undefined as long as it did not. */
  problem(): string | undefined;
  /** Lets go of bytes that nobody reads any more; does nothing once all are read. */
  close(): Promise<void>;
}

/** An attachment ready to be moved, or why it cannot be, in plain words. */
export type Opened = OpenedAttachment | { readonly refused: string };

function findFile(from: MediaSource, sources: AttachmentSources) {
  return 'file' in from ? sources.file(from.file) : sources.download(from.adapter, from.id);
}

function notFound(from: MediaSource): string {
  return 'file' in from
    ? `the program has no file "${from.file}" to attach`
    : 'what was sent before cannot be read any more';
}

async function* headFirst(head: Uint8Array, reader: ByteReader): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    yield* reader.rest();
  } finally {
    await reader.close();
  }
}

/** The same bytes, up to a size. Raises `input.too-large` where there are more. */
async function* atMost(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > most) throw new KapwaError('input.too-large', tooLarge(most));
    yield chunk;
  }
}

/** Remembers why reading ended, where it was for the file itself and trying again would not help. */
function watched(bytes: AsyncIterable<Uint8Array>) {
  let problem: string | undefined;
  async function* watching(): AsyncGenerator<Uint8Array> {
    try {
      yield* bytes;
    } catch (error) {
      if (error instanceof KapwaError && error.code === 'input.too-large') {
        problem = messageOf(error);
      }
      throw error;
    }
  }
  return { bytes: watching(), problem: () => problem };
}

/**
 * Opens an attachment: found out what it really is, checked against all of the limits, and without
 * what it says besides. The answer says why where it cannot be moved.
 *
 * Reading the bytes raises `input.too-large` where there turn out to be more than allowed.
 */
export async function openAttachment(
  attachment: MediaAttachment,
  limits: readonly AttachmentLimit[],
  sources: AttachmentSources,
): Promise<Opened> {
  const { type, from } = attachment;
  const found = await findFile(from, sources);
  if (found === undefined) return { refused: notFound(from) };
  const reader = new ByteReader(found.bytes);
  const head = await reader.upTo(TELLING);
  const mimeType = realType(head, attachment.mimeType ?? found.mimeType);
  const { size } = found;
  const against = againstLimits(type, { mimeType, ...(size !== undefined && { size }) }, limits);
  if (against !== undefined) {
    await reader.close();
    return { refused: against };
  }
  const whole = atMost(headFirst(head, reader), mostBytes(limits));
  const { bytes, problem } = watched(withoutMetadata(whole, mimeType));
  const name = attachment.name ?? found.name;
  const file: AttachmentFile = {
    mimeType,
    bytes,
    ...(size !== undefined && keepsSize(mimeType) && { size }),
    ...(name !== undefined && { name: shownName(name, mimeType) }),
  };
  const metadata = canStrip(mimeType) ? 'removed' : 'kept';
  return { file, metadata, problem, close: () => reader.close() };
}
