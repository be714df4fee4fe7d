import { type AttachmentFile, KapwaError } from '@kapwa/core';
import type { MediaBytes, Socket } from './socket-port.js';

/**
 * Opens media that was received, by the id of its message; undefined where it is gone, or older
 * than the keys are kept. Raises `adapter.failed` where trying again may help.
 */
export async function download(
  socket: Socket,
  message: string,
): Promise<AttachmentFile | undefined> {
  const answer = await socket.ask({ op: 'download', message });
  if (answer.kind !== 'done') {
    throw new KapwaError(
      'adapter.failed',
      'whatsapp: media could not be read now; try again later.',
    );
  }
  if (answer.data === null) return undefined;
  const { bytes, mimeType, name } = answer.data as MediaBytes;
  async function* all(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  return { mimeType, size: bytes.length, bytes: all(), ...(name && { name }) };
}
