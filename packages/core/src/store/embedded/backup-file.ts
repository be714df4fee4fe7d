import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { KapwaError } from '../../errors.js';
import { schema } from '../../schema.js';
import type { FilePort } from './file-port.js';
import { frameOf, readFrames } from './journal-frame.js';

const titleSchema = schema((z) =>
  z.object({
    backup: z.literal(1),
    /** When it was made, ms UTC. */
    at: z.number(),
    files: z.array(z.object({ name: z.string(), bytes: z.int().min(0) })),
  }),
);

const endSchema = schema((z) => z.object({ sha256: z.string() }));

/** How much of a file stands in one frame. */
const PIECE = 1024 * 1024;

/** Writes files into one, under a new name first: a backup is whole or not there. */
export async function writeBackup(
  port: FilePort,
  path: string,
  at: number,
  files: ReadonlyMap<string, Buffer>,
): Promise<number> {
  const fresh = `${path}.new`;
  const file = await port.open(fresh, 0);
  const checksum = createHash('sha256');
  let bytes = 0;
  const put = (payload: string | Uint8Array): void => {
    const frame = frameOf(payload);
    checksum.update(frame);
    file.append(frame);
    bytes += frame.length;
  };
  try {
    const list = [...files].map(([name, content]) => ({ name, bytes: content.length }));
    put(JSON.stringify([{ backup: 1, at, files: list }]));
    for (const content of files.values()) {
      for (let from = 0; from < content.length; from += PIECE) {
        put(content.subarray(from, from + PIECE));
      }
    }
    put(JSON.stringify([{ sha256: checksum.copy().digest('hex') }]));
    await file.sync();
    file.close();
    await port.rename(fresh, path);
  } catch (error) {
    file.close();
    // What was written of it holds members' data, and is good for nothing.
    await port.remove(fresh).catch(() => undefined);
    throw error;
  }
  return bytes;
}

function unreadable(path: string): KapwaError {
  return new KapwaError(
    'input.unreadable',
    `${path} is not a whole backup: it is cut off, was changed, or is something else.`,
  );
}

function onlyItem(payload: Buffer | undefined): unknown {
  try {
    return (JSON.parse(String(payload)) as unknown[])[0];
  } catch {
    return undefined;
  }
}

/** Reads a backup and checks all of it. Raises `input.not-found`, `input.unreadable`. */
export async function readBackup(
  port: FilePort,
  path: string,
): Promise<{ readonly at: number; readonly files: ReadonlyMap<string, Buffer> }> {
  const bytes = await port.read(path);
  if (bytes === undefined) throw new KapwaError('input.not-found', `There is no file ${path}.`);
  const payloads: Buffer[] = [];
  let lastAt = 0;
  const ending = readFrames(bytes, 0, ({ payload, at }) => {
    payloads.push(payload);
    lastAt = at;
  });
  const title = titleSchema.safeParse(onlyItem(payloads[0]));
  const end = endSchema.safeParse(onlyItem(payloads.at(-1)));
  const sum = createHash('sha256').update(bytes.subarray(0, lastAt)).digest('hex');
  if (ending.kind !== 'whole' || !title.success || end.data?.sha256 !== sum) throw unreadable(path);
  const content = Buffer.concat(payloads.slice(1, -1));
  const files = new Map<string, Buffer>();
  let from = 0;
  for (const { name, bytes: length } of title.data.files) {
    // A name that leads out of the folder is none of ours.
    if (basename(name) !== name || from + length > content.length) throw unreadable(path);
    files.set(name, content.subarray(from, from + length));
    from += length;
  }
  return { at: title.data.at, files };
}
