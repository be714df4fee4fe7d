import type { AttachmentType, MediaType } from './attachment.js';

/** What is taken of one type of attachment. */
export interface AttachmentLimit {
  /** Largest size, bytes; absent for what has none. */
  readonly maxBytes?: number;
  /** MIME types that are taken; all unless given. */
  readonly mimeTypes?: readonly string[];
  /** The longest caption, in the units of `maxText`; none where absent. */
  readonly caption?: number;
}

/** What a platform takes, by type: a type that is not there cannot be sent. */
export type AttachmentLimits = Readonly<Partial<Record<AttachmentType, AttachmentLimit>>>;

const pictures = ['image/jpeg', 'image/png', 'image/webp'];
const films = ['video/mp4', 'video/3gpp', 'video/quicktime'];
const sounds = ['audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/amr', 'audio/ogg'];
const office = 'application/vnd.openxmlformats-officedocument';

/** No larger than this is moved for anybody unless a kit says otherwise: the most WhatsApp takes for films. */
const MOST = 16 * 1024 * 1024;

/**
 * What a kit moves unless `attachments` says otherwise: pictures, films, sounds and documents
 * people read; no programs, no archives, no pages that may hold a program.
 */
export const attachmentLimits: Readonly<Record<MediaType, AttachmentLimit>> = {
  image: { maxBytes: MOST, mimeTypes: pictures },
  video: { maxBytes: MOST, mimeTypes: films },
  audio: { maxBytes: MOST, mimeTypes: sounds },
  document: {
    maxBytes: MOST,
    mimeTypes: [
      ...pictures,
      ...films,
      ...sounds,
      'application/pdf',
      'text/plain',
      'text/csv',
      'application/msword',
      'application/vnd.ms-excel',
      'application/vnd.ms-powerpoint',
      `${office}.wordprocessingml.document`,
      `${office}.spreadsheetml.sheet`,
      `${office}.presentationml.presentation`,
      'application/vnd.oasis.opendocument.text',
      'application/vnd.oasis.opendocument.spreadsheet',
    ],
  },
};

/** A size as people say it. */
function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024
    ? `${Math.round(kilobytes)} KB`
    : `${Math.round(kilobytes / 102.4) / 10} MB`;
}

/** The smallest of what is allowed, bytes; infinite where nothing limits it. */
export function mostBytes(limits: readonly AttachmentLimit[]): number {
  return Math.min(...limits.map(({ maxBytes = Number.POSITIVE_INFINITY }) => maxBytes));
}

/** Why a file of this type and size is not taken; undefined where it is. */
export function againstLimits(
  type: MediaType,
  file: { readonly mimeType: string; readonly size?: number },
  limits: readonly AttachmentLimit[],
): string | undefined {
  const { mimeType, size } = file;
  const isOfType = type === 'document' || mimeType.startsWith(`${type}/`);
  const isTaken = limits.every(({ mimeTypes }) => mimeTypes?.includes(mimeType) ?? true);
  if (!isOfType || !isTaken) {
    return `the file is of the kind ${mimeType}, which cannot be sent as ${type} there`;
  }
  const most = mostBytes(limits);
  return size !== undefined && size > most ? tooLarge(most) : undefined;
}

/** Says that a file is too large. */
export function tooLarge(most: number): string {
  return `the file is too large: at most ${sizeInWords(most)} can be sent there`;
}
