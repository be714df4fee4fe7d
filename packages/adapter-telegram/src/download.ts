import { type AttachmentFile, KapwaError } from '@kapwa/core';
import { type Api, GrammyError } from 'grammy';
import { within } from './deadline.js';
import { limits } from './limits.js';

/** Opens a file somebody sent; undefined where Telegram no longer has it, or for bots never had. */
export async function download(
  id: string,
  api: Api,
  apiRoot: string,
): Promise<AttachmentFile | undefined> {
  const found = await api.getFile(id, within(limits.callTime)).catch((error: unknown) => {
    if (error instanceof GrammyError && error.error_code === 400) return undefined;
    throw error;
  });
  if (found?.file_path === undefined) return undefined;
  const address = `${apiRoot}/file/bot${api.token}/${found.file_path}`;
  const answer = await fetch(address, {
    redirect: 'error',
    signal: AbortSignal.timeout(4 * limits.callTime),
  });
  if (answer.status === 404 || answer.body === null) return undefined;
  if (!answer.ok) {
    throw new KapwaError(
      'adapter.failed',
      `telegram: the file could not be read (${answer.status}).`,
    );
  }
  const mimeType = answer.headers.get('content-type') ?? 'application/octet-stream';
  const size = found.file_size === undefined ? {} : { size: found.file_size };
  return {
    mimeType,
    name: found.file_path.split('/').at(-1) ?? 'file',
    ...size,
    bytes: answer.body,
  };
}
