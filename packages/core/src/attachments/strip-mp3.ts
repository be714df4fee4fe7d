import { type ByteReader, letters } from './byte-reader.js';

/** An old tag stands in the last bytes, in fewer where the file is cut off. */
const LAST = 128;

/** The size of a tag as it is written: seven bits in a byte. */
function sizeOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
}

/** Leaves tags at the beginning out; answers with what was read of the sound meanwhile. */
async function afterTags(reader: ByteReader): Promise<Uint8Array> {
  for (;;) {
    const head = await reader.upTo(10);
    if (head.length < 10 || letters(head.subarray(0, 3)) !== 'ID3') return head;
    const hasFooter = ((head[5] ?? 0) & 0x10) !== 0;
    await reader.skip(sizeOf(head.subarray(6)) + (hasFooter ? 10 : 0));
  }
}

/** An MP3 without its ID3 tags, which hold titles, pictures, notes and whatever a program likes. */
export async function* stripMp3(reader: ByteReader): AsyncGenerator<Uint8Array> {
  let held = await afterTags(reader);
  for await (const piece of reader.rest()) {
    const together = Buffer.concat([held, piece]);
    const sure = Math.max(0, together.length - LAST);
    if (sure > 0) yield together.subarray(0, sure);
    held = together.subarray(sure);
  }
  const tag = letters(held).indexOf('TAG');
  const sound = tag < 0 ? held : held.subarray(0, tag);
  if (sound.length > 0) yield sound;
}
