import { type ByteReader, bigEndian, letters } from './byte-reader.js';
import { orientationIn, orientationSegment } from './orientation.js';

const START = Uint8Array.of(0xff, 0xd8);
const END = Uint8Array.of(0xff, 0xd9);
const SCAN = 0xda;

/** A segment of an application is kept when the picture would look different without it. */
function isKept(marker: number, payload: Uint8Array): boolean {
  if (marker === 0xe2) return letters(payload.subarray(0, 12)) === 'ICC_PROFILE\0';
  return marker === 0xee && letters(payload.subarray(0, 5)) === 'Adobe';
}

/** The JFIF header without the small picture it may hold, which may show what was cut away. */
function bareHeader(payload: Uint8Array): readonly Uint8Array[] {
  if (letters(payload.subarray(0, 5)) !== 'JFIF\0' || payload.length < 14) return [];
  return [Uint8Array.from([0xff, 0xe0, 0, 16, ...payload.subarray(0, 12), 0, 0])];
}

/** What stays of a segment. */
function cleaned(marker: number, head: Uint8Array, payload: Uint8Array): readonly Uint8Array[] {
  const whole = [Uint8Array.of(0xff, marker), head, payload];
  if (marker < 0xe0) return whole;
  if (marker === 0xe0) return bareHeader(payload);
  if (marker === 0xe1) {
    const orientation = orientationIn(payload) ?? 1;
    // Without this a picture taken upright would lie on its side.
    return orientation === 1 ? [] : [orientationSegment(orientation)];
  }
  return isKept(marker, payload) ? whole : [];
}

/** In compressed pixels a 0xff that is no marker is followed by 0 or a restart. */
function isPixel(second: number): boolean {
  return second === 0 || (second >= 0xd0 && second <= 0xd7);
}

/** Up to where bytes are pixels for sure. */
function endOfPixels(bytes: Uint8Array): number {
  let at = bytes.indexOf(0xff);
  while (at >= 0 && isPixel(bytes[at + 1] ?? 0xff)) at = bytes.indexOf(0xff, at + 2);
  return at < 0 ? bytes.length : at;
}

/** Hands on compressed pixels; answers with the marker behind them, if one came. */
async function* pixels(reader: ByteReader): AsyncGenerator<Uint8Array, number | undefined> {
  for (;;) {
    const bytes = await reader.atHand();
    if (bytes === undefined) return undefined;
    const end = endOfPixels(bytes);
    if (end > 0) yield bytes.subarray(0, end);
    reader.advance(end);
    if (end === bytes.length) continue;
    const pair = await reader.take(2);
    if (pair === undefined) return undefined;
    const second = pair[1] === 0xff ? await afterFilling(reader) : (pair[1] ?? 0);
    if (second === undefined || !isPixel(second)) return second;
    yield Uint8Array.of(0xff, second);
  }
}

/** Fill bytes may stand before a marker. */
async function afterFilling(reader: ByteReader): Promise<number | undefined> {
  for (;;) {
    const byte = (await reader.take(1))?.[0];
    if (byte !== 0xff) return byte;
  }
}

async function nextMarker(reader: ByteReader): Promise<number | undefined> {
  const pair = await reader.take(2);
  if (pair?.[0] !== 0xff) return undefined;
  return pair[1] === 0xff ? afterFilling(reader) : pair[1];
}

/** Whether a segment with a length of its own begins with this marker. */
function beginsSegment(marker: number | undefined): marker is number {
  return marker !== undefined && marker >= 0xc0 && (marker < 0xd0 || marker > 0xd9);
}

/**
 * A JPEG without anything but the picture and which way up it is. Whatever comes behind its end, or
 * behind a place where it is broken, is left out.
 */
export async function* stripJpeg(reader: ByteReader): AsyncGenerator<Uint8Array> {
  await reader.take(START.length);
  yield START;
  let marker = await nextMarker(reader);
  while (beginsSegment(marker)) {
    const head = await reader.take(2);
    const length = bigEndian(head ?? new Uint8Array()) - 2;
    const payload = length < 0 ? undefined : await reader.take(length);
    if (head === undefined || payload === undefined) break;
    yield* cleaned(marker, head, payload);
    marker = marker === SCAN ? yield* pixels(reader) : await nextMarker(reader);
  }
  yield END;
}
