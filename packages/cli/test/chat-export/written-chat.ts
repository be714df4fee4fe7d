import { join } from 'node:path';
import {
  type ChatEntry,
  type ChatFile,
  type OpenChatOptions,
  openChat,
} from '../../src/chat-export/index.js';
import { folderWith } from '../temporary-folder.js';

/** A chat that was written to disk, opened and read to its end. */
export interface ReadChat {
  readonly chat: ChatFile;
  readonly entries: readonly ChatEntry[];
  readonly messages: readonly (ChatEntry & { readonly type: 'message' })[];
  readonly notices: readonly (ChatEntry & { readonly type: 'notice' })[];
}

/** Writes a file and says where it is. */
export async function written(content: string | Uint8Array, name = 'chat.txt'): Promise<string> {
  return join(await folderWith({ [name]: content }), name);
}

/** Opens a file that is already there and reads it to its end. */
export async function readChat(
  path: string,
  options: Partial<OpenChatOptions> = {},
): Promise<ReadChat> {
  const chat = await openChat(path, { timeZone: 'Africa/Nairobi', ...options });
  const entries: ChatEntry[] = [];
  for await (const entry of chat.entries()) entries.push(entry);
  return {
    chat,
    entries,
    messages: entries.filter((entry) => entry.type === 'message'),
    notices: entries.filter((entry) => entry.type === 'notice'),
  };
}

/** Writes these lines as a chat and reads it back. */
export async function chatOf(
  lines: readonly string[] | string,
  options: Partial<OpenChatOptions> = {},
): Promise<ReadChat> {
  const text = typeof lines === 'string' ? lines : lines.join('\n');
  return readChat(await written(text), options);
}

/** What an attempt to read the file is refused with. */
export async function refusal(path: string, options?: Partial<OpenChatOptions>): Promise<unknown> {
  return readChat(path, options).then(
    () => 'it was read',
    (error: unknown) => error,
  );
}
