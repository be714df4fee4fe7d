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
  return sealed(frame);
}

function sealed(frame: Buffer): Buffer {
  frame.writeUInt32LE(frame.length - HEADER, 0);
  frame.writeUInt32LE(crc32(frame.subarray(HEADER)), 4);
  return frame;
}

const COMMA = ','.charCodeAt(0);

/** Room for the number of a frame, before what is in it. */
const NUMBER = 10;

/** What is used again from one frame to the next, bytes, and no more than it is kept. */
const USUAL = 64 * 1024;
const LARGEST = 1024 * 1024;

/** A frame in the making: a list in JSON, with a number before its items. */
export interface ListFrame {
  /** Adds an item. It is put into bytes at once: as a text it would have to be kept, and collected. */
  add(item: string): void;
  /** The frame with its number, good until the next item is added; and begins a new one. */
  take(number: number): Uint8Array;
}

/** Makes a frame with nothing in it. */
export function createListFrame(): ListFrame {
  const start = HEADER + 1 + NUMBER;
  let bytes = Buffer.allocUnsafeSlow(USUAL);
  let end = start;

  const makeRoom = (more: number): void => {
    if (end + more <= bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes.length * 2, end + more));
    bytes.copy(larger, 0, 0, end);
    bytes = larger;
  };

  return {
    add(item) {
      // At most three bytes for a unit of UTF-16, with a comma before them and a bracket behind.
      makeRoom(item.length * 3 + 2);
      bytes[end] = COMMA;
      end += 1 + bytes.write(item, end + 1);
    },
    take(number) {
      bytes[HEADER] = OPENING;
      bytes.write(String(number).padStart(NUMBER), HEADER + 1, 'latin1');
      bytes[end] = CLOSING;
      const frame = sealed(bytes.subarray(0, end + 1));
      end = start;
      if (bytes.length > LARGEST) bytes = Buffer.allocUnsafeSlow(USUAL);
      return frame;
    },
  };
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
  /** With zeros only, to the last byte: place that was reserved for what was to come. */
  | { readonly kind: 'reserved'; readonly end: number }
  /** With a write that was cut off: everything before `end` is good. */
  | { readonly kind: 'torn'; readonly end: number }
  /** Not here: what begins at `end` cannot be read, but at `next` it goes on. */
  | { readonly kind: 'damaged'; readonly end: number; readonly next: number };

function areZeros(bytes: Buffer, from: number): boolean {
  for (let at = from; at < bytes.length; at += 1) if (bytes[at] !== 0) return false;
  return true;
}

/** How frames end where none begins at `at`. No frame begins with a zero, for none is empty. */
function endingAt(bytes: Buffer, at: number): Ending {
  if (areZeros(bytes, at)) return { kind: 'reserved', end: at };
  const next = nextFrame(bytes, at + 1);
  return next === undefined ? { kind: 'torn', end: at } : { kind: 'damaged', end: at, next };
}

/** Reads frames from `start` on; tells how they end. */
export function readFrames(bytes: Buffer, start: number, visit: (frame: Frame) => void): Ending {
  let at = start;
  while (at < bytes.length) {
    const payload = payloadAt(bytes, at);
    if (payload === undefined) return endingAt(bytes, at);
    const end = at + HEADER + payload.length;
    visit({ payload, at, end });
    at = end;
  }
  return { kind: 'whole', end: at };
}
