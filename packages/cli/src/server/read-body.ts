import type { IncomingMessage, ServerResponse } from 'node:http';
import { serverLimits } from './limits.js';

/** A body, or why there is none: too large, or the caller went away. */
export type ReadBody = Uint8Array | 'too-large' | 'gone';

const nothing = new Uint8Array();

/** Reads the rest without keeping it: a caller that is cut off while writing never sees the answer. */
function throwAway(request: IncomingMessage): void {
  let size = 0;
  request.on('data', (chunk: Uint8Array) => {
    size += chunk.byteLength;
    if (size > serverLimits.thrownAway) request.destroy();
  });
}

/**
 * Reads a body of at most `limit` bytes. One that is announced to be larger is not read at all,
 * and one that turns out to be is not kept.
 */
export function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  limit: number,
): Promise<ReadBody> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const refuse = (): void => {
      request.removeAllListeners('data');
      throwAway(request);
      resolve('too-large');
    };
    request.on('error', () => resolve('gone'));
    request.on('close', () => resolve('gone'));
    if (Number(request.headers['content-length'] ?? 0) > limit) {
      refuse();
      return;
    }
    if (request.headers.expect !== undefined) response.writeContinue();
    request.on('data', (chunk: Uint8Array) => {
      size += chunk.byteLength;
      if (size > limit) refuse();
      else chunks.push(chunk);
    });
    request.on('end', () => {
      const [only = nothing] = chunks;
      resolve(chunks.length > 1 ? Buffer.concat(chunks, size) : only);
    });
  });
}
