import { type ByteReader, bigEndian, letters } from './byte-reader.js';

/** Boxes that hold what the camera and programs said: place, device, title, covers, notes. */
const dropped = new Set(['udta', 'meta', 'uuid', 'free', 'skip', 'loci', '\u00a9xyz', 'XMP_']);

/** Boxes in which those may stand. */
const containers = new Set(['moov', 'trak', 'mdia', 'minf', 'moof', 'traf']);

/** Deeper than films nest. */
const DEEPEST = 8;

/** What players pass over, by the rules of the format (ISO/IEC 14496-12). */
const NOTHING = new TextEncoder().encode('free');

interface Box {
  readonly type: string;
  /** Everything up to the content. */
  readonly head: Uint8Array;
  /** Bytes of the content; infinite for what goes on to the end of the file. */
  readonly size: number;
}

async function nextBox(reader: ByteReader, left: number): Promise<Box | undefined> {
  const head = await reader.take(8);
  if (head === undefined) return undefined;
  const type = letters(head.subarray(4));
  const size = bigEndian(head.subarray(0, 4));
  if (size === 0) return { type, head, size: left - 8 };
  if (size !== 1) return size < 8 ? undefined : { type, head, size: size - 8 };
  const long = await reader.take(8);
  if (long === undefined) return undefined;
  const content = bigEndian(long) - 16;
  return content < 0 ? undefined : { type, head: Buffer.concat([head, long]), size: content };
}

/** A stretch of boxes; answers whether it was whole. */
async function* boxes(
  reader: ByteReader,
  size: number,
  depth: number,
): AsyncGenerator<Uint8Array, boolean> {
  let left = size;
  while (left >= 8) {
    const box = await nextBox(reader, left);
    if (box === undefined) return false;
    left -= box.head.length + box.size;
    if (left < 0) return false;
    const isDropped = dropped.has(box.type);
    const head = Uint8Array.from(box.head);
    if (isDropped) head.set(NOTHING, 4);
    yield head;
    let isWhole: boolean;
    if (isDropped) isWhole = yield* reader.blank(box.size);
    else if (containers.has(box.type) && depth < DEEPEST) {
      isWhole = yield* boxes(reader, box.size, depth + 1);
    } else isWhole = yield* reader.pass(box.size);
    if (!isWhole) return false;
  }
  return yield* reader.blank(left);
}

/**
 * A film or sound of the MP4 family without place, device, titles and notes. The pictures in it are
 * found by their distance from the beginning, so what is taken out is overwritten.
 */
export async function* stripMp4(reader: ByteReader): AsyncGenerator<Uint8Array> {
  yield* boxes(reader, Number.POSITIVE_INFINITY, 0);
}
