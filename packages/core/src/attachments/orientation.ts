import { bigEndian, letters, littleEndian } from './byte-reader.js';

const ORIENTATION = 0x0112;

/**
 * Which way up a picture is to be shown, 1 to 8, by the payload of its EXIF segment; undefined
 * where that does not say.
 */
export function orientationIn(payload: Uint8Array): number | undefined {
  if (letters(payload.subarray(0, 6)) !== 'Exif\0\0') return undefined;
  const tiff = payload.subarray(6);
  const read = letters(tiff.subarray(0, 2)) === 'II' ? littleEndian : bigEndian;
  const directory = read(tiff.subarray(4, 8));
  const entries = read(tiff.subarray(directory, directory + 2));
  for (let index = 0; index < entries; index += 1) {
    const entry = tiff.subarray(directory + 2 + 12 * index, directory + 14 + 12 * index);
    if (entry.length < 12) return undefined;
    if (read(entry.subarray(0, 2)) !== ORIENTATION) continue;
    const value = read(entry.subarray(8, 10));
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** An EXIF segment of a JPEG that says nothing but which way up the picture is. */
export function orientationSegment(orientation: number): Uint8Array {
  const exif = [...new TextEncoder().encode('Exif\0\0MM'), 0, 42, 0, 0, 0, 8];
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const payload = [...exif, 0, 1, ...entry, 0, 0, 0, 0];
  return Uint8Array.from([0xff, 0xe1, 0, payload.length + 2, ...payload]);
}
