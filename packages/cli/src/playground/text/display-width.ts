import { stripVTControlCharacters } from 'node:util';

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Takes no room: marks over letters, and the invisible signs that steer right-to-left text. */
const invisible = /^[\p{M}\p{Cf}\p{Cc}]+$/u;

/** Takes the room of two letters: pictures, and the letters of East Asia. */
const wide =
  /\p{Emoji_Presentation}|\u{FE0F}|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;

function columnsOf(segment: string): number {
  if (invisible.test(segment)) return 0;
  return wide.test(segment) ? 2 : 1;
}

/** How many columns of a terminal a text takes; colours take none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of segments.segment(stripVTControlCharacters(text)))
    width += columnsOf(segment);
  return width;
}

/** Fills a text up with spaces to a number of columns. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** Fits a text into exactly a number of columns: filled up, or cut with `…` where it is longer. */
export function fitTo(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return padTo(text, columns);
  let kept = '';
  let width = 0;
  for (const { segment } of segments.segment(text)) {
    width += columnsOf(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return padTo(`${kept.trimEnd()}…`, columns);
}
