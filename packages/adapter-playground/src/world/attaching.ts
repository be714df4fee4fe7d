import { attachments, maxCaption, maxFile } from '../limits.js';
import type { WorldAttachment } from '../wire.js';
import { type Refused, refuse } from './refusal.js';
import { nextMessageId, stands, type WorldFile, type WorldState } from './world-state.js';

type FileType = 'image' | 'video' | 'audio' | 'document';

/** What somebody sends besides words. */
export type NewAttachment =
  | ({ readonly type: FileType } & WorldFile)
  | Exclude<WorldAttachment, { type: FileType }>;

/** Why an attachment with that caption cannot be sent. */
export function unfitAttachment(attachment: NewAttachment, caption: string): Refused | undefined {
  const { type } = attachment;
  const longest = 'caption' in attachments[type] ? maxCaption : 0;
  if (caption.length > longest) return refuse('too-long');
  if (!('bytes' in attachment)) return undefined;
  if (attachment.bytes.length === 0) return refuse('empty');
  return attachment.bytes.length > maxFile ? refuse('too-large') : undefined;
}

/**
 * Keeps the bytes of a file by the id of the message it is about to be in; what stays with the
 * message is its description.
 */
export function attached(state: WorldState, attachment: NewAttachment): WorldAttachment {
  if (!('bytes' in attachment)) return attachment;
  const { type, mimeType, name, bytes } = attachment;
  const id = nextMessageId(state);
  const named = name === undefined ? {} : { name };
  state.files.set(id, { mimeType, bytes: Uint8Array.from(bytes), ...named });
  return { type, id, mimeType, size: bytes.length, ...named };
}

/** The file of a message, as long as that can be read. */
export function fileOf(state: WorldState, message: string, now: number): WorldFile | undefined {
  const found = state.messages.get(message);
  const isThere = found?.attachment !== undefined && stands(found, now);
  return isThere ? state.files.get(message) : undefined;
}
