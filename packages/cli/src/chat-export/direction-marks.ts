/** Direction marks, isolates and byte order marks: invisible, and sprinkled freely by exports. */
const marks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

const otherSpaces = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/g;

/** Whether the UTF-16 code is an invisible direction mark, isolate or byte order mark. */
export function isMark(code: number): boolean {
  if (code < 0x061c) return false;
  return (
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069) ||
    code === 0xfeff ||
    code === 0x061c
  );
}

/** Whether the UTF-16 code is a space of some kind, narrow and unbreakable ones included. */
export function isSpace(code: number): boolean {
  if (code === 0x20 || code === 0x09) return true;
  if (code < 0xa0) return false;
  return (
    code === 0xa0 ||
    code === 0x202f ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** The text without any invisible mark. */
export function withoutMarks(text: string): string {
  return text.replace(marks, '');
}

/** Where the text starts once the marks in front of it are skipped. */
export function afterMarks(text: string, from = 0): number {
  let at = from;
  while (at < text.length && isMark(text.charCodeAt(at))) at += 1;
  return at;
}

/** Anything a clean name has not: marks, other spaces, doubled or outer ones, a tilde in front. */
const unclean = /^[ ~]|[^\S ]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]| {2}| $/;

/** A person's name as it is compared: no marks, plain single spaces, `~ ` kept apart. */
export function cleanName(name: string): string {
  if (!unclean.test(name)) return name;
  return withoutMarks(name)
    .replace(otherSpaces, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .replace(/^~ ?(?=.)/, '~ ');
}

/** A phrase of the platform as it is compared: lower case, no marks, brackets or final stop. */
export function plainPhrase(text: string): string {
  return withoutMarks(text)
    .replace(otherSpaces, ' ')
    .replace(/^[\s<]+|[\s>.。।]+$/g, '')
    .normalize('NFC')
    .toLowerCase();
}
