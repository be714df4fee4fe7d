import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { anotherKind, systemRefusal, unreadable } from '../refusals.js';
import type { ChatSource } from './chat-source.js';
import { kindOfFile } from './sniff.js';
import { openZip } from './zip-source.js';

const chunkBytes = 128 * 1024;

/** Finds the chat in a text file or an archive, and refuses what cannot hold one. */
export async function openSource(path: string): Promise<ChatSource> {
  const source = await fileSource(path);
  const kind = kindOfFile(await firstBytes(source, 4096));
  if (kind === 'text') return source;
  if (kind === 'zip') return openZip(path);
  throw anotherKind(path, kind);
}

async function fileSource(path: string): Promise<ChatSource> {
  const info = await stat(path).catch((error: unknown) => {
    throw systemRefusal(path, error);
  });
  if (info.isDirectory()) throw await folderRefusal(path);
  if (!info.isFile()) throw unreadable(path, 'this is not a file. Give a .txt or .zip file.');
  if (info.size === 0) throw unreadable(path, 'the file is empty. Export the chat again.');
  return {
    label: path,
    fileName: basename(path),
    folder: basename(dirname(resolve(path))),
    bytes: info.size,
    open: () => streamFile(path),
  };
}

async function* streamFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) yield chunk;
  } catch (error) {
    throw systemRefusal(path, error);
  }
}

async function folderRefusal(path: string): Promise<Error> {
  const names = await readdir(path).catch(() => []);
  const chat = names.find((name) => name === '_chat.txt') ?? names.find((n) => n.endsWith('.txt'));
  const what = chat === undefined ? 'the .txt or .zip file' : join(path, chat);
  return unreadable(path, `this is a folder. Give ${what} instead.`);
}

/** The beginning of the source, at most `limit` bytes of it. */
export async function firstBytes(source: ChatSource, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit);
}
