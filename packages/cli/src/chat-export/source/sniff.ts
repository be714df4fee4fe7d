/** How the characters of a text file are stored. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** First bytes of what people give by mistake, in Latin-1, with what to call it. */
const signatures: ReadonlyArray<readonly [string, string]> = [
  ['%PDF', 'a PDF document'],
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['RIFF', 'a sound, sticker or video file'],
  ['OggS', 'a voice message'],
  ['ID3', 'a sound file'],
  ['SQLite format 3', 'a database'],
  ['\x1f\x8b', 'a gzip archive: unpack it first'],
  ['Rar!', 'a RAR archive: unpack it first'],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive: unpack it first'],
  ['{\\rtf', 'a word processor document'],
  ['<!DOCTYPE', 'a web page'],
  ['<html', 'a web page'],
];

/** `text`, `zip`, or the name of something that is no chat; decided by the first bytes alone. */
export function kindOfFile(head: Uint8Array): string {
  const start = Buffer.from(head.subarray(0, 16)).toString('latin1');
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip';
  if (start.slice(4, 8) === 'ftyp') return 'a video';
  const known = signatures.find(([signature]) => start.startsWith(signature));
  return known?.[1] ?? 'text';
}

/** What the byte order mark says; without one a text is taken for UTF-8. */
export function encodingOf(head: Uint8Array): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Why these bytes are no text in the encoding, or undefined when they are. */
export function whyNotText(head: Uint8Array, encoding: TextEncoding): string | undefined {
  // The last character may be cut in two, which `stream` leaves undecoded instead of wrong.
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  if (text.includes('\0')) {
    return 'the file is no text: it holds bytes that no text has. Give the exported .txt or .zip file.';
  }
  const wrong = text.split('\ufffd').length - 1;
  if (wrong > 8 && wrong > text.length / 200) {
    return (
      'the file is not text in UTF-8. It may have been saved by another program: export the chat ' +
      'again, or save it as UTF-8.'
    );
  }
  return undefined;
}
