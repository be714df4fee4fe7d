import { type ByteReader, letters, littleEndian } from './byte-reader.js';

const kept = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ICCP']);

/** What readers pass over, by the rules of the format. */
const NOTHING = new TextEncoder().encode('JUNK');

/** Flags of the header that announce EXIF and XMP. */
const EXIF_AND_XMP = 0x08 | 0x04;

/** What stands at the beginning of a frame of an animation, before chunks of its own. */
const FRAME_HEADER = 16;

/** `RIFF`, the size and `WEBP`. */
const FILE_HEADER = 12;

/** The header of an extended file; it never has more than 10 bytes. */
async function* extended(reader: ByteReader, length: number): AsyncGenerator<Uint8Array, boolean> {
  const flags = await reader.take(1);
  if (flags === undefined) return false;
  yield Uint8Array.of((flags[0] ?? 0) & ~EXIF_AND_XMP);
  return yield* reader.pass(length - 1);
}

/** A stretch of chunks; answers whether it was whole. */
async function* chunks(
  reader: ByteReader,
  size: number,
  inFrame: boolean,
): AsyncGenerator<Uint8Array, boolean> {
  let left = size;
  while (left >= 8) {
    const head = await reader.take(8);
    if (head === undefined) return false;
    const type = letters(head.subarray(0, 4));
    const length = littleEndian(head.subarray(4));
    const padded = length + (length % 2);
    left -= 8 + padded;
    if (left < 0) return false;
    const isFrame = type === 'ANMF' && !inFrame && length >= FRAME_HEADER;
    const isHeader = type === 'VP8X' && !inFrame && length >= 1;
    const isPicture = kept.has(type);
    if (!isFrame && !isHeader && !isPicture) head.set(NOTHING);
    yield head;
    let isWhole: boolean;
    if (isFrame) isWhole = yield* frame(reader, padded);
    else if (isHeader) isWhole = yield* extended(reader, padded);
    else isWhole = yield* isPicture ? reader.pass(padded) : reader.blank(padded);
    if (!isWhole) return false;
  }
  return yield* reader.blank(left);
}

async function* frame(reader: ByteReader, size: number): AsyncGenerator<Uint8Array, boolean> {
  const isWhole = yield* reader.pass(FRAME_HEADER);
  return isWhole && (yield* chunks(reader, size - FRAME_HEADER, true));
}

/**
 * A WebP without anything but the picture, up to its end or to where it is broken. The size comes
 * first and must stay, so what is taken out is overwritten.
 */
export async function* stripWebp(reader: ByteReader): AsyncGenerator<Uint8Array> {
  const head = await reader.take(FILE_HEADER);
  if (head === undefined) return;
  yield head;
  yield* chunks(reader, littleEndian(head.subarray(4, 8)) - 4, false);
}
