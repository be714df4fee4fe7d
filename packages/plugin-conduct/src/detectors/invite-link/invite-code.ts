/** Names that are written with an inner capital and are no codes. */
const NAMES =
  /^(?:whatsapp|telegram|iphone|ipad|ios\d*|youtube|tiktok|facebook|linkedin|covid\d*|dhis\d|mpesa|gcash|github)$/i;
const PLACEHOLDER =
  /^(?:x+|[*_.-]+|code|your-?code|(?:invite|group|invitation)-?(?:code|link|id)|codigo|kode|link|id|hash|number|phone|a-za-z0-9.*)$/i;

/** A code that nobody types as a word: digits among letters, or a capital inside. */
export function looksRandom(code: string): boolean {
  if (NAMES.test(code)) return false;
  if (code.length >= 16) return !/^[a-z-]+$/.test(code);
  return (/\d/.test(code) && /[a-z]/i.test(code)) || /[a-z][A-Z]/.test(code);
}

/** `chat.whatsapp.com/XXXX` and `.../<code>` explain what a link looks like; they open nothing. */
export function isPlaceholder(code: string, bracketed: boolean): boolean {
  return (
    /^(?:x+|X+)$/.test(code) || (PLACEHOLDER.test(code) && (bracketed || /[A-Z]{2}|-/.test(code)))
  );
}
