import { type ByteReader, bigEndian, letters } from './byte-reader.js';

/** Chunks without which a picture would look different; text, time and EXIF are not among them. */
const kept = new Set(
  [
    'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP mDCV cLLI',
    'acTL fcTL fdAT',
  ].flatMap((names) => names.split(' ')),
);

const SIGNATURE = 8;

/** A PNG without anything but the picture, up to its end or to where it is broken. */
export async function* stripPng(reader: ByteReader): AsyncGenerator<Uint8Array> {
  yield* reader.pass(SIGNATURE);
  for (;;) {
    const head = await reader.take(8);
    if (head === undefined) return;
    const type = letters(head.subarray(4));
    // The sum for checking stands behind the data.
    const length = bigEndian(head.subarray(0, 4)) + 4;
    if (!/^[A-Za-z]{4}$/.test(type) || length > 0x7fffffff) return;
    const isKept = kept.has(type);
    if (isKept) yield head;
    const isWhole = isKept ? yield* reader.pass(length) : await reader.skip(length);
    if (!isWhole || type === 'IEND') return;
  }
}
