import { crc32 } from 'node:zlib';

/** Before each payload: its length and its CRC-32, four bytes each, the lower byte first. */
const HEADER = 8;

const OPENING = '['.charCodeAt(0);
const CLOSING = ']'.charCodeAt(0);

/** Bytes as they stand in a file: length, checksum, payload. */
export function frameOf(payload: string | Uint8Array): Buffer {
  const isText = typeof payload === 'string';
  const length = isText ? Buffer.byteLength(payload) : payload.byteLength;
  const frame = Buffer.allocUnsafe(HEADER + length);
  if (isText) frame.write(payload, HEADER);
  else frame.set(payload, HEADER);
  frame.writeUInt32LE(length, 0);
  frame.writeUInt32LE(crc32(frame.subarray(HEADER)), 4);
  return frame;
}

/** The payload of the frame that begins here, or undefined where none does. */
function payloadAt(bytes: Buffer, at: number): Buffer | undefined {
  if (at + HEADER > bytes.length) return undefined;
  const length = bytes.readUInt32LE(at);
  if (length === 0 || at + HEADER + length > bytes.length) return undefined;
  const payload = bytes.subarray(at + HEADER, at + HEADER + length);
  return crc32(payload) === bytes.readUInt32LE(at + 4) ? payload : undefined;
}

/**
 * Where the next whole frame with a JSON list begins, at `from` or later. It cannot be mistaken:
 * in JSON no byte is zero, and the length of any frame below 16 MB has one.
 */
function nextFrame(bytes: Buffer, from: number): number | undefined {
  for (let at = from; at + HEADER < bytes.length; at += 1) {
    if (bytes[at + HEADER] !== OPENING) continue;
    const end = at + HEADER + bytes.readUInt32LE(at);
    if (bytes[end - 1] === CLOSING && payloadAt(bytes, at) !== undefined) return at;
  }
  return undefined;
}

/** A frame that was read. */
export interface Frame {
  readonly payload: Buffer;
  /** Where it begins, and where the next one does. */
  readonly at: number;
  readonly end: number;
}

/** How the frames of a file end. */
export type Ending =
  /** With the last byte. */
  | { readonly kind: 'whole'; readonly end: number }
  /** With a write that was cut off: everything before `end` is good. */
  | { readonly kind: 'torn'; readonly end: number }
  /** Not here: what begins at `end` cannot be read, but at `next` it goes on. */
  | { readonly kind: 'damaged'; readonly end: number; readonly next: number };

/** Reads frames from `start` on; tells how they end. */
export function readFrames(bytes: Buffer, start: number, visit: (frame: Frame) => void): Ending {
  let at = start;
  while (at < bytes.length) {
    const payload = payloadAt(bytes, at);
    if (payload === undefined) {
      const next = nextFrame(bytes, at + 1);
      return next === undefined ? { kind: 'torn', end: at } : { kind: 'damaged', end: at, next };
    }
    const end = at + HEADER + payload.length;
    visit({ payload, at, end });
    at = end;
  }
  return { kind: 'whole', end: at };
}
