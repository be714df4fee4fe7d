import { ByteReader } from './byte-reader.js';
import { stripJpeg } from './strip-jpeg.js';
import { stripMp3 } from './strip-mp3.js';
import { stripMp4 } from './strip-mp4.js';
import { stripPng } from './strip-png.js';
import { stripWebp } from './strip-webp.js';

type Strip = (reader: ByteReader) => AsyncGenerator<Uint8Array>;

const strips: Readonly<Record<string, Strip>> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
  'video/mp4': stripMp4,
  'video/3gpp': stripMp4,
  'video/quicktime': stripMp4,
  'audio/mp4': stripMp4,
  'audio/mpeg': stripMp3,
};

/** Whether what a file of this MIME type says besides can be taken out. */
export function canStrip(mimeType: string): boolean {
  return Object.hasOwn(strips, mimeType);
}

/** Whether it is as long afterwards as before. */
export function keepsSize(mimeType: string): boolean {
  return !canStrip(mimeType) || strips[mimeType] === stripMp4 || strips[mimeType] === stripWebp;
}

/**
 * A file as it is seen or heard and nothing else: without EXIF, XMP, the place where it was taken,
 * comments, small previews and whatever hangs behind its end.
 *
 * Never raises for what is in the file: one that is broken ends where it breaks. Files of other
 * MIME types go through as they are. Holds no more than 64 KB at a time.
 */
export async function* withoutMetadata(
  bytes: AsyncIterable<Uint8Array>,
  mimeType: string,
): AsyncGenerator<Uint8Array> {
  const strip = canStrip(mimeType) ? strips[mimeType] : undefined;
  if (strip === undefined) {
    yield* bytes;
    return;
  }
  const reader = new ByteReader(bytes);
  try {
    yield* strip(reader);
  } finally {
    await reader.close();
  }
}
