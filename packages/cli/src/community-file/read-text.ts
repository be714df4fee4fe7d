import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { KapwaError } from '@kapwa/core';

/** A community of thousands of groups needs less; more is a photo or a chat by mistake. */
const MOST_BYTES = 1_000_000;

/** Reads a text file that a person has written; says in plain words when it is something else. */
export async function readText(path: string): Promise<string> {
  const bytes = await readBytes(path);
  const name = basename(path);
  if (startsLikeUtf16(bytes)) {
    throw new KapwaError(
      'blueprint.invalid',
      `${name} is saved as UTF-16, which the bot does not read. In your editor choose "Save as" with the encoding UTF-8.`,
    );
  }
  const text = decode(bytes);
  if (text === undefined || text.includes('\0')) {
    throw new KapwaError(
      'blueprint.invalid',
      `${name} is not a text file. Save it from a plain text editor with the encoding UTF-8, not from a word processor.`,
    );
  }
  return text;
}

async function readBytes(path: string): Promise<Uint8Array> {
  const cannotOpen = (cause: NodeJS.ErrnoException): never => {
    throw cause.code === 'ENOENT'
      ? new KapwaError('config.missing', `There is no file ${path}. Check its name.`, { cause })
      : new KapwaError('config.invalid', `${path} cannot be opened (${cause.code}).`, { cause });
  };
  // A pipe or a device would be read without end, so the file is looked at before it is opened.
  const stats = await stat(path).catch(cannotOpen);
  if (!stats.isFile()) throw new KapwaError('config.invalid', `${path} is not a file.`);
  if (stats.size > MOST_BYTES) {
    throw new KapwaError(
      'blueprint.invalid',
      `${basename(path)} has ${Math.round(stats.size / 1000)} kB and may have 1000. Is it really the file that describes your community?`,
    );
  }
  return readFile(path).catch(cannotOpen);
}

function startsLikeUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** Without the byte order mark some editors put in front. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
