const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Where the segment that lies across `limit` begins; 0 when it fills everything before. */
function startOfSegment(segmenter: Intl.Segmenter, text: string, limit: number): number {
  return segmenter.segment(text).containing(limit)?.index ?? limit;
}

/** The place of the last match that ends within the limit, or 0. */
function lastBreak(window: string, pattern: RegExp): number {
  let end = 0;
  for (const match of window.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}

/** Never between the two halves of a surrogate pair. */
function wholeCharacter(text: string, cut: number): number {
  const isLowHalf = /^[\uDC00-\uDFFF]/.test(text.slice(cut, cut + 1));
  const isHighHalf = /[\uD800-\uDBFF]$/.test(text.slice(0, cut));
  return isLowHalf && isHighHalf && cut > 1 ? cut - 1 : cut;
}

/**
 * Where to cut a text that is too long: after a paragraph or line in the second half, else after
 * a word, else (no spaces, as in Thai or Chinese) between words as Unicode sees them, else
 * between characters as a reader sees them.
 */
function placeToCut(text: string, limit: number): number {
  const window = text.slice(0, limit);
  const paragraph = lastBreak(window, /\n\s*\n/g);
  if (paragraph > limit / 2) return paragraph;
  const line = lastBreak(window, /\n/g);
  if (line > limit / 2) return line;
  const word = lastBreak(window, /\s+/g);
  if (word > limit / 2) return word;
  // A little past the limit, so that the segment lying across it is seen whole.
  const around = text.slice(0, limit + 64);
  const between = startOfSegment(words, around, limit);
  if (between > limit / 2) return between;
  if (word > 0) return word;
  return startOfSegment(graphemes, around, limit) || wholeCharacter(text, limit);
}

/**
 * Cuts a text into pieces of at most `limit` UTF-16 units, at least 2; joined they give the text again.
 *
 * Knows nothing about WhatsApp: other platforms with a limit can use the same.
 */
export function splitText(text: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const cut = placeToCut(rest, limit);
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...pieces, rest];
}
