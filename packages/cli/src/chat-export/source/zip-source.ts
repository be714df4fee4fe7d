import { basename, dirname, resolve } from 'node:path';
import { KapwaError } from '@kapwa/core';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { chatNameIn } from '../chat-name.js';
import { tooLarge, unreadable } from '../refusals.js';
import type { ChatSource } from './chat-source.js';
import { type PickedEntry, pickChat, type ZipListing } from './pick-chat.js';

/** Unpacked bytes of chat text that are read at most: a bomb says more, a chat never does. */
const largestChat = 2 * 1024 ** 3;

const mostEntries = 200_000;

/** Finds the chat text inside an archive without unpacking anything else. */
export async function openZip(path: string, limit = largestChat): Promise<ChatSource> {
  const picked = pickChat(await list(path));
  if ('why' in picked) throw unreadable(path, picked.why);
  if (picked.bytes > limit) throw tooLarge(path, oversize(picked, limit));
  if (picked.bytes === 0) throw unreadable(path, `"${picked.name}" in it is empty.`);
  const inside = basename(picked.name);
  return {
    label: `${path} (${inside})`,
    // An archive made on Android carries the name on the text, one made on iOS on itself.
    fileName: chatNameIn(inside) === undefined ? basename(path) : inside,
    folder: basename(dirname(resolve(path))),
    bytes: picked.bytes,
    open: () => streamEntry(path, picked, limit),
  };
}

function oversize(picked: PickedEntry, limit: number): string {
  const size = (picked.bytes / 1024 ** 3).toFixed(1);
  const most = (limit / 1024 ** 3).toFixed(limit < 1024 ** 3 ? 3 : 0);
  return (
    `"${picked.name}" in it would unpack to ${size} GB, and ${most} GB is the limit. ` +
    'If this is a real chat, unpack it and give the .txt file.'
  );
}

async function open(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { lazyEntries: true, autoClose: false });
  } catch (error) {
    throw damaged(path, error);
  }
}

function damaged(path: string, error: unknown): Error {
  const why = error instanceof Error ? error.message : String(error);
  return unreadable(
    path,
    `the archive is damaged or incomplete (${why}). Copy or export it again.`,
    error,
  );
}

async function list(path: string): Promise<ZipListing[]> {
  const zip = await open(path);
  const listing: ZipListing[] = [];
  try {
    if (zip.entryCount > mostEntries) {
      throw tooLarge(path, `the archive holds ${zip.entryCount} files; ${mostEntries} at most.`);
    }
    for await (const entry of zip.eachEntry()) {
      listing.push({
        name: entry.fileName,
        bytes: entry.uncompressedSize,
        encrypted: entry.isEncrypted(),
        offset: entry.relativeOffsetOfLocalHeader,
      });
    }
    return listing;
  } catch (error) {
    throw zipRefusal(path, error);
  } finally {
    zip.close();
  }
}

function zipRefusal(path: string, error: unknown): unknown {
  return error instanceof KapwaError ? error : damaged(path, error);
}

async function* streamEntry(
  path: string,
  picked: PickedEntry,
  limit: number,
): AsyncGenerator<Uint8Array> {
  const zip = await open(path);
  try {
    const entry = await findEntry(zip, picked.offset);
    if (entry === undefined) throw new Error('it changed while it was read');
    let length = 0;
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      length += chunk.length;
      if (length > limit) throw tooLarge(path, oversize({ ...picked, bytes: length }, limit));
      yield chunk;
    }
  } catch (error) {
    throw zipRefusal(path, error);
  } finally {
    zip.close();
  }
}

async function findEntry(zip: ZipFile, offset: number): Promise<Entry | undefined> {
  for await (const entry of zip.eachEntry()) {
    if (entry.relativeOffsetOfLocalHeader === offset) return entry;
  }
  return undefined;
}
