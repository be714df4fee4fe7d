import { SLASH_WORD } from './separator-words.js';

/** What follows a host: `/joinchat/AbC`, however it was spaced. */
export interface ReadPath {
  /** Without blanks, always beginning with a sign (`/`, `?` or `#`). */
  readonly text: string;
  /** Offset behind its last character in the folded text. */
  readonly end: number;
  /** A slash (or `?`, `#`) was really written. */
  readonly written: boolean;
  /** Nothing stood between host, slash and code. */
  readonly tight: boolean;
  /** A bracket or quote stood before the code, as in `chat.whatsapp.com/<code>`. */
  readonly bracketed: boolean;
}

const LONGEST_PATH = 200;
const LONGEST_GAP = 12;
const CODE_SIGN = /[\w~%=&:+-]/;
const OPENING_SIGN = /[/\\?#]/;
const BRACKET = /[<>[\]{}()"'*_`|]/;
const PORT = /^:\d{1,5}(?=\/)/;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Reads the path that follows a host, over blanks, line breaks, emoji and written-out slashes.
 *
 * `spelled` says that the host was written letter by letter; then single letters of the path are
 * joined as well. Reads at most 200 characters, so its cost does not depend on the message.
 */
export function readPath(folded: string, from: number, spelled: boolean): ReadPath | undefined {
  const port = PORT.exec(folded.slice(from, from + 7))?.[0].length ?? 0;
  const reader = { folded, at: from + port, path: '', gap: 0, tight: true, bracketed: false };
  let end = from;
  let written = false;
  while (reader.at < folded.length && reader.path.length < LONGEST_PATH) {
    const width = readSeparator(reader);
    if (width > 0) {
      written = true;
      if (reader.gap > 0) reader.tight = false;
      reader.gap = 0;
      reader.at += width;
      end = reader.at;
    } else if (CODE_SIGN.test(folded[reader.at] ?? '')) {
      if (!mayContinue(reader, spelled)) break;
      if (reader.path === '') reader.path = '/';
      reader.path += folded[reader.at] ?? '';
      reader.at += 1;
      reader.gap = 0;
      end = reader.at;
    } else if (!skipGap(reader)) {
      break;
    }
  }
  const { path, tight, bracketed } = reader;
  return path.length > 1 ? { text: path, end, written, tight, bracketed } : undefined;
}

interface Reader {
  readonly folded: string;
  at: number;
  path: string;
  gap: number;
  tight: boolean;
  bracketed: boolean;
}

/** Takes a slash, `?`, `#` or a word for the slash; answers how many characters it had. */
function readSeparator(reader: Reader): number {
  const sign = reader.folded[reader.at] ?? '';
  if (OPENING_SIGN.test(sign)) {
    const plain = sign === '\\' ? '/' : sign;
    if (plain !== '/' || !reader.path.endsWith('/')) reader.path += plain;
    return 1;
  }
  if (reader.gap === 0) return 0;
  SLASH_WORD.lastIndex = reader.at;
  const word = SLASH_WORD.exec(reader.folded)?.[0];
  if (word === undefined) return 0;
  reader.path += '/';
  reader.tight = false;
  return word.length;
}

/** Whether the character after a gap still belongs to the path. */
function mayContinue(reader: Reader, spelled: boolean): boolean {
  if (reader.gap === 0) return true;
  reader.tight = false;
  if (reader.path === '' || /[/?#+=]$/.test(reader.path)) return true;
  return spelled && reader.gap === 1 && !CODE_SIGN.test(reader.folded[reader.at + 1] ?? '');
}

/** Steps over one blank, emoji or bracket; a sentence sign or a foreign letter ends the path. */
function skipGap(reader: Reader): boolean {
  const sign = reader.folded[reader.at] ?? '';
  if (reader.gap >= LONGEST_GAP || /[.,;!]/.test(sign) || WORD.test(sign)) return false;
  if (BRACKET.test(sign) && !/\w$/.test(reader.path)) reader.bracketed = true;
  reader.gap += 1;
  reader.at += 1;
  return true;
}
