import { letters } from './byte-reader.js';

/** How many bytes of a file tell what it is. */
export const TELLING = 64;

const PHOTOS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1', 'avif', 'avis']);

/** Documents that are ZIP or old Office files inside: only their senders tell them apart. */
const inZip =
  /^application\/(vnd\.openxmlformats-officedocument\.(wordprocessingml\.document|spreadsheetml\.sheet|presentationml\.presentation)|vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)|epub\+zip)$/;
const inOle = /^application\/(msword|vnd\.ms-excel|vnd\.ms-powerpoint)$/;

/** The MIME type without what may stand behind it, such as `; codecs=opus`. */
function bareType(mimeType: string | undefined): string {
  return (mimeType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** A file of the MP4 family, by the name of its kind. */
function inBoxes(brand: string, told: string): string {
  if (PHOTOS.has(brand)) return brand.startsWith('avi') ? 'image/avif' : 'image/heic';
  if (brand.startsWith('M4A') || brand.startsWith('M4B')) return 'audio/mp4';
  // Voice recorders use the same kind as cameras.
  if (told.startsWith('audio/')) return 'audio/mp4';
  if (brand.startsWith('3g')) return 'video/3gpp';
  return brand.startsWith('qt') ? 'video/quicktime' : 'video/mp4';
}

function ofSound([first, second = 0]: Uint8Array): string | undefined {
  if (first !== 0xff) return undefined;
  if ((second & 0xf6) === 0xf0) return 'audio/aac';
  return (second & 0xe0) === 0xe0 && (second & 0x06) !== 0 ? 'audio/mpeg' : undefined;
}

/** The type by the mark at the beginning; undefined where there is no known one. */
function byMark(head: Uint8Array, told: string): string | undefined {
  const start = letters(head.subarray(0, 16));
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('GIF8')) return 'image/gif';
  if (start.startsWith('RIFF') && start.startsWith('WEBP', 8)) return 'image/webp';
  if (start.startsWith('RIFF') && start.startsWith('WAVE', 8)) return 'audio/wav';
  if (start.startsWith('ftyp', 4)) return inBoxes(start.slice(8, 12), told);
  if (start.startsWith('%PDF-')) return 'application/pdf';
  if (start.startsWith('PK\x03\x04')) return inZip.test(told) ? told : 'application/zip';
  if (start.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) {
    return inOle.test(told) ? told : 'application/x-ole-storage';
  }
  if (start.startsWith('OggS')) return told.startsWith('video/') ? 'video/ogg' : 'audio/ogg';
  if (start.startsWith('#!AMR')) return 'audio/amr';
  if (start.startsWith('\x1a\x45\xdf\xa3')) return 'video/webm';
  if (start.startsWith('ID3')) return 'audio/mpeg';
  return ofSound(head);
}

/** Whether the beginning of a file reads as words; a letter may be cut at its end. */
function isWords(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head, { stream: true });
  return !text.includes('\ufffd') && !/\p{Cc}/u.test(text.replace(/\s/g, ''));
}

/**
 * What a file really is, by its first {@link TELLING} bytes; its name says nothing. What the sender
 * says decides only between types that begin alike. `application/octet-stream` for everything
 * unknown.
 */
export function realType(head: Uint8Array, mimeType: string | undefined): string {
  const told = bareType(mimeType);
  const marked = byMark(head, told);
  if (marked !== undefined) return marked;
  if (head.length === 0 || !isWords(head)) return 'application/octet-stream';
  // A page or a drawing made of words may hold a program.
  if (/^\ufeff?\s*<|^#!/.test(new TextDecoder().decode(head, { stream: true }))) return 'text/html';
  return told === 'text/csv' ? told : 'text/plain';
}
