/** Small files, made by hand, with what cameras and programs write into them. */

const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];

/** What must never be published again. */
export const SECRETS = ['-1.2921,36.8219', 'Ana Cruz', 'GPSLatitude', 'iPhone of Ana'];
const secret = SECRETS.join(';');

const two = (value: number): number[] => [value >> 8, value & 0xff];
const four = (value: number): number[] => [0, 0, ...two(value)];
const fourLittle = (value: number): number[] => [value & 0xff, value >> 8, 0, 0];

export function segment(marker: number, payload: readonly number[]): number[] {
  return [0xff, marker, ...two(payload.length + 2), ...payload];
}

/** An EXIF block with a way up, and a place behind it. */
export function exif(orientation: number): number[] {
  const entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0];
  return [...ascii('Exif\0\0II'), 42, 0, 8, 0, 0, 0, 1, 0, ...entry, 0, 0, 0, 0, ...ascii(secret)];
}

const jfif = segment(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 1, 1, ...ascii('xyz')]);
const tables = segment(
  0xdb,
  Array.from({ length: 65 }, () => 1),
);
const frame = segment(0xc0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
const scan = segment(0xda, [1, 1, 0, 0, 63, 0]);
const pixels = [0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56];

/** A JPEG of one pixel, as a phone would write it. */
export function photo(orientation = 6): Uint8Array {
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...jfif,
    ...segment(0xe1, exif(orientation)),
    ...segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0${secret}`)),
    ...segment(0xed, ascii(`Photoshop 3.0\0${secret}`)),
    ...segment(0xfe, ascii(secret)),
    ...tables,
    ...frame,
    ...scan,
    ...pixels,
    ...[0xff, 0xd9],
    ...ascii(secret),
  ]);
}

/** The same without anything but the picture. */
export function barePhoto(orientation = 6): Uint8Array {
  const bareJfif = segment(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]);
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const up = [...ascii('Exif\0\0MM'), 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0];
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...bareJfif,
    ...segment(0xe1, up),
    ...tables,
    ...frame,
    ...scan,
    ...pixels,
    ...[0xff, 0xd9],
  ]);
}

function pngChunk(type: string, data: readonly number[]): number[] {
  return [...four(data.length), ...ascii(type), ...data, 1, 2, 3, 4];
}

const pngStart = [...ascii('\x89PNG\r\n\x1a\n'), ...pngChunk('IHDR', Array(13).fill(1))];
const pngEnd = [...pngChunk('IDAT', [9, 9, 9]), ...pngChunk('IEND', [])];

export const drawing = Uint8Array.from([
  ...pngStart,
  ...pngChunk('tEXt', ascii(secret)),
  ...pngChunk('iTXt', ascii(`XML:com.adobe.xmp\0${secret}`)),
  ...pngChunk('eXIf', exif(1).slice(6)),
  ...pngEnd,
  ...ascii(secret),
]);
export const bareDrawing = Uint8Array.from([...pngStart, ...pngEnd]);

function riffChunk(type: string, data: readonly number[]): number[] {
  return [...ascii(type), ...fourLittle(data.length), ...data, ...(data.length % 2 ? [0] : [])];
}

function riff(chunks: readonly number[]): Uint8Array {
  const head = [...ascii('RIFF'), ...fourLittle(chunks.length + 4), ...ascii('WEBP')];
  return Uint8Array.from([...head, ...chunks]);
}

export const webp = riff([
  ...riffChunk('VP8X', [0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  ...riffChunk('ANMF', [...Array(16).fill(7), ...riffChunk('EXIF', ascii(secret))]),
  ...riffChunk('VP8 ', [5, 5, 5]),
  ...riffChunk('EXIF', exif(1)),
  ...riffChunk('XMP ', ascii(secret)),
]);

function box(type: string, content: readonly number[]): number[] {
  return [...four(content.length + 8), ...ascii(type), ...content];
}

export const film = Uint8Array.from([
  ...box('ftyp', ascii('isom\0\0\0\0')),
  ...box('moov', [
    ...box('mvhd', Array(20).fill(1)),
    ...box('trak', [...box('tkhd', [1, 2]), ...box('udta', ascii(secret))]),
    ...box('udta', box('\xa9xyz', ascii(secret))),
    ...box('meta', ascii(secret)),
  ]),
  ...box('uuid', ascii(secret)),
  ...[0, 0, 0, 1, ...ascii('mdat'), 0, 0, 0, 0, ...four(19), 8, 8, 8],
]);

export const sound = Uint8Array.from([
  ...[...ascii('ID3'), 4, 0, 0, 0, 0, 0, secret.length, ...ascii(secret)],
  ...[0xff, 0xfb, 0x90, 0x64, ...Array(200).fill(3)],
  ...[...ascii('TAG'), ...ascii(secret.padEnd(125))].slice(0, 128),
]);

export const pdf = Uint8Array.from(ascii('%PDF-1.7 /Author (Ana Cruz)'));
export const program = Uint8Array.from([...ascii('MZ'), 0x90, 0, 3, 0, 0, 0]);
