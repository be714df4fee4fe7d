import type { IncomingMessage } from 'node:http';

const nothing = (): void => undefined;

/** What a parser before the kit has made of the body, where it left it in bytes. */
function parsedBody(request: IncomingMessage): Uint8Array | undefined {
  const { body } = request as { body?: unknown };
  return body instanceof Uint8Array ? body : undefined;
}

/** Whether something has read the body before, and kept no bytes of it. */
export function isBodyGone(request: IncomingMessage): boolean {
  return request.readableEnded && parsedBody(request) === undefined;
}

/**
 * Reads the body of a request and hands it on, or undefined where it has more bytes than `limit`.
 * Whoever goes away before its end is not heard of again: nobody waits for an answer.
 *
 * Told by calls: an async iterator over the stream costs a third of what answering a webhook does,
 * and a promise for every body costs some of it, too.
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
  read: (body: Uint8Array | undefined) => void,
): void {
  const parsed = parsedBody(request);
  if (parsed !== undefined) {
    read(parsed.byteLength > limit ? undefined : parsed);
    return;
  }
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    read(undefined);
    return;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  request.on('data', (chunk: Uint8Array) => {
    const isOver = size > limit;
    size += chunk.byteLength;
    if (size <= limit) {
      chunks.push(chunk);
    } else if (!isOver) {
      request.pause();
      read(undefined);
    }
  });
  request.on('end', () => {
    if (size <= limit) read(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size));
  });
  request.on('error', nothing);
}
