import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from '../once.js';
import type { AttachmentFile } from './attachment.js';
import { typeByName } from './file-name.js';

/** A name that leads nowhere else: no folders, nothing hidden. */
const plainName = once(() => /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_ .()-]*$/u);

/**
 * Files of one folder, by their plain names, as what may be attached: for `attachments.files` of a
 * kit.
 *
 * @example
 * createKit({ communities, attachments: { files: filesIn(new URL('./files/', import.meta.url)) } });
 */
export function filesIn(folder: URL): (name: string) => Promise<AttachmentFile | undefined> {
  const root = fileURLToPath(folder);
  return async (name) => {
    if (!plainName().test(name)) return undefined;
    const path = join(root, name);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || !found.isFile()) return undefined;
    const mimeType = typeByName(name) ?? 'application/octet-stream';
    return { mimeType, name, size: found.size, bytes: createReadStream(path) };
  };
}
