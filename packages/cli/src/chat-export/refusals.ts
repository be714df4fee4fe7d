import { KapwaError } from '@kapwa/core';

const howToExport =
  'In WhatsApp, open the group, choose Export chat, then Without media, and give that file';

/** No file has this name. */
function notFound(path: string, cause?: unknown): KapwaError {
  return new KapwaError('input.not-found', `${path}: there is no such file. Check the name.`, {
    cause,
  });
}

/** The file is there but cannot be read as a chat; `why` ends in what to do. */
export function unreadable(path: string, why: string, cause?: unknown): KapwaError {
  return new KapwaError(
    'input.unreadable',
    `${path}: ${why}`,
    cause === undefined ? {} : { cause },
  );
}

/** The chat is larger than this program agrees to read. */
export function tooLarge(path: string, why: string): KapwaError {
  return new KapwaError('input.too-large', `${path}: ${why}`);
}

/** Nothing in the file starts like a message. */
export function notAChat(path: string, lines: number): KapwaError {
  const looked =
    lines === 1 ? 'its only line does not start' : `none of its first ${lines} lines starts`;
  return unreadable(
    path,
    `this does not look like a chat exported from WhatsApp: ${looked} with a date and a time. ` +
      `${howToExport}.`,
  );
}

/** The file is something else altogether, such as `a PDF`. */
export function anotherKind(path: string, kind: string): KapwaError {
  return unreadable(path, `this is ${kind}, not a chat. ${howToExport} (.txt or .zip).`);
}

/** One line of a JSON-lines chat breaks the rules. */
export function badLine(path: string, line: number, why: string): KapwaError {
  return unreadable(path, `line ${line}: ${why}. Correct that line and run it again.`);
}

/** The operating system refused; its code says why. */
export function systemRefusal(path: string, error: unknown): KapwaError {
  if (error instanceof KapwaError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return notFound(path, error);
  if (code === 'EACCES' || code === 'EPERM') {
    return unreadable(path, 'this account may not read the file. Change its permissions.', error);
  }
  const message = error instanceof Error ? error.message : String(error);
  return unreadable(path, `the file could not be read (${code || message}). Copy it again.`, error);
}
