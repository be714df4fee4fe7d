import { Readable } from 'node:stream';
import type { AttachmentFile, AttachmentLimit, MediaType } from '@kapwa/core';

function bytesOf(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Buffer.concat(
    parts.map((part) =>
      typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part),
    ),
  );
}

const jpeg = bytesOf(
  ...[
    [0xff, 0xd8],
    [0xff, 0xdb, 0, 3, 1],
    [0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0],
  ],
  ...[
    [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0],
    [0x12, 0x34],
    [0xff, 0xd9],
  ],
);

const samples: Readonly<Record<string, Uint8Array>> = {
  'image/jpeg': jpeg,
  'video/mp4': bytesOf([0, 0, 0, 16], 'ftypisom', [0, 0, 0, 0], [0, 0, 0, 9], 'mdatx'),
  'audio/ogg': bytesOf('OggS', [0, 2], 'a voice'),
  'audio/mpeg': bytesOf([0xff, 0xfb, 0x90, 0x64], 'a sound'),
  'application/pdf': bytesOf('%PDF-1.7 a form'),
};

/** A small file of a type of attachment; of a form that the limit allows. */
export interface SampleFile {
  readonly mimeType: string;
  /** The same before and behind the kit: there is nothing in it to be taken out. */
  readonly bytes: Uint8Array;
}

/** A small file of that type that a platform with this limit takes; undefined where none is known. */
export function sampleFile(type: MediaType, limit: AttachmentLimit = {}): SampleFile | undefined {
  const isFit = (mimeType: string): boolean =>
    (type === 'document' ? mimeType === 'application/pdf' : mimeType.startsWith(`${type}/`)) &&
    (limit.mimeTypes?.includes(mimeType) ?? true);
  const mimeType = Object.keys(samples).find(isFit);
  const bytes = mimeType === undefined ? undefined : samples[mimeType];
  return mimeType === undefined || bytes === undefined ? undefined : { mimeType, bytes };
}

/** The samples as files of the program: each goes by its MIME type. */
export function sampleFiles(name: string): AttachmentFile | undefined {
  const bytes = samples[name];
  if (bytes === undefined) return undefined;
  return { mimeType: name, size: bytes.length, bytes: Readable.from([bytes]) };
}
