import { createHash } from 'node:crypto';
import type { Adapter } from 'lowdb';
import type { z } from 'zod';
import { KapwaError } from '../../errors.js';
import { inSlices } from '../../in-slices.js';
import { schema } from '../../schema.js';
import type {
  AuditHead,
  DeadLetter,
  ErasureRecord,
  InboxEntry,
  OutboxItem,
  Stored,
} from '../store.js';
import type { FilePort, OpenFile } from './file-port.js';
import { parseStored } from './journal-entry.js';
import { migrated, STATE_VERSION } from './migrations.js';

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

const segmentSchema = schema((z) =>
  z.object({ name: z.string().regex(/^[\w.-]+\.seg$/), bytes: z.int().min(0) }),
);

/** A segment, as far as a snapshot counts on it: what stands beyond came later. */
export type SegmentInfo = z.infer<typeof segmentSchema>;

const stateFileSchema = schema((z) =>
  z.object({
    version: z.literal(STATE_VERSION),
    /** Journals of this number and above hold what came after. */
    seq: z.int().min(1),
    /** Tells the files of one store from those of another. */
    store: z.string(),
    /** With it ids are hashed for deduplication. */
    key: z.string(),
    /** The latest moment the ledger knows of: what is seven days older is forgotten. */
    ledgerAt: z.number(),
    auditHead: z.custom<AuditHead>(isObject),
    leases: z.array(z.object({ name: z.string(), epoch: z.number() })),
    segments: z.array(segmentSchema),
    erasures: z.array(z.custom<ErasureRecord>(isObject)),
    inbox: z.array(z.custom<InboxEntry>(isObject)),
    outbox: z.array(z.custom<OutboxItem>(isObject)),
    dead: z.array(z.custom<DeadLetter>(isObject)),
    records: z.record(z.string(), z.array(z.custom<Stored>(isObject))),
    /** From version 1 only: ids that are in no segment yet. */
    ids: z.array(z.object({ day: z.number(), ids: z.array(z.string()) })).optional(),
  }),
);

/** What stands in `state.json`: lists and objects only, one record to a line, so that a person can read it. */
export type StateFile = z.infer<typeof stateFileSchema>;

function* linesOf(list: readonly unknown[]): Iterable<string> {
  let before = '[';
  for (const item of list) {
    yield `${before}\n${JSON.stringify(item)}`;
    before = ',';
  }
  yield before === '[' ? '[]' : '\n]';
}

function* textOf(state: StateFile): Iterable<string> {
  const { records, ...rest } = state;
  let comma = '{';
  for (const [name, value] of Object.entries(rest)) {
    yield `${comma}\n${JSON.stringify(name)}:`;
    comma = ',';
    if (Array.isArray(value)) yield* linesOf(value);
    else yield JSON.stringify(value);
  }
  yield ',\n"records":';
  comma = '{';
  for (const [collection, list] of Object.entries(records)) {
    yield `${comma}\n${JSON.stringify(collection)}:`;
    comma = ',';
    yield* linesOf(list);
  }
  yield comma === '{' ? '{}' : '}';
}

/**
 * About how much is written at a time, and after how much the disk is asked to have it: with 2 MB
 * instead, the slowest of a hundred messages waits a quarter longer, and a snapshot takes a tenth less.
 */
const PIECE = 64 * 1024;
const SYNC_EVERY = 512 * 1024;

/**
 * Writes in slices, so that messages are handled meanwhile; and syncs as it goes, so that the
 * journal's own syncs never wait for all of it.
 */
async function writeText(file: OpenFile, pieces: Iterable<string>): Promise<number> {
  const slices = inSlices();
  const checksum = createHash('sha256');
  // The same memory for every piece: fresh buffers would have the garbage collected all the time.
  const room = Buffer.allocUnsafe(4 * PIECE);
  let text = '';
  let bytes = 0;
  let unsynced = 0;
  const put = (): void => {
    const fits = text.length * 3 <= room.length;
    const piece = fits ? room.subarray(0, room.write(text)) : Buffer.from(text);
    checksum.update(piece);
    file.append(piece);
    bytes += piece.length;
    unsynced += piece.length;
    text = '';
  };
  for (const piece of pieces) {
    text += piece;
    if (text.length < PIECE) continue;
    put();
    if (unsynced >= SYNC_EVERY) {
      await file.sync();
      unsynced = 0;
    }
    if (slices.isOver()) await slices.pause();
  }
  put();
  const end = Buffer.from(`,\n"sha256":"${checksum.digest('hex')}"\n}\n`);
  file.append(end);
  return bytes + end.length;
}

const END = /,\n"sha256":"([0-9a-f]{64})"\n\}\n$/;

function damaged(path: string, why: string, cause?: unknown): KapwaError {
  return new KapwaError('store.damaged', `${path} ${why}`, { cause });
}

function checkSum(bytes: Buffer, path: string): void {
  const end = bytes.subarray(Math.max(0, bytes.length - 128)).toString('latin1');
  const found = END.exec(end);
  if (found === null) throw damaged(path, 'is cut off or was changed by hand: it has no checksum.');
  const body = bytes.subarray(0, bytes.length - found[0].length);
  if (createHash('sha256').update(body).digest('hex') === found[1]) return;
  throw damaged(path, 'is not as it was written: its checksum does not match.');
}

function parsed(bytes: Buffer, path: string): unknown {
  try {
    return parseStored(bytes.toString('utf8'));
  } catch {
    // What the parser says of it quotes what stands there, which is about people.
    throw damaged(path, 'is not JSON any more.');
  }
}

/** Whether a file is of the first version, which had no checksum. */
function isFirstVersion(bytes: Buffer): boolean {
  return /^\s*\{\s*"version":\s*1\b/.test(bytes.subarray(0, 64).toString('latin1'));
}

/**
 * Reads a state, of this version or an earlier one. Raises `store.damaged` for a file that is not
 * as it was written, `store.unusable` for one that a newer Kapwa has written.
 */
function readState(bytes: Buffer, path: string): { state: StateFile; from: number } {
  if (!isFirstVersion(bytes)) checkSum(bytes, path);
  const value = parsed(bytes, path);
  const version = isObject(value) ? Number((value as { version?: unknown }).version) : Number.NaN;
  if (version > STATE_VERSION) {
    throw new KapwaError(
      'store.unusable',
      `${path} was written by a newer Kapwa (version ${version}; this one knows ${STATE_VERSION}). Install that version again.`,
    );
  }
  try {
    return { state: stateFileSchema.parse(migrated(value, version)), from: version };
  } catch (cause) {
    throw damaged(path, 'holds something else than the state of a bot.', cause);
  }
}

/** A state out of what could be read of its lines; undefined where too little of it is left. */
export function stateFrom(salvaged: Readonly<Record<string, unknown>>): StateFile | undefined {
  const parsed = stateFileSchema.safeParse(salvaged);
  return parsed.success ? parsed.data : undefined;
}

const headSchema = schema(() => stateFileSchema.pick({ seq: true, store: true, segments: true }));

/** What a snapshot counts on, out of its first lines: undefined where they do not tell. */
export function readHead(bytes: Buffer | undefined): z.infer<typeof headSchema> | undefined {
  const end = bytes?.indexOf(',\n"erasures":') ?? -1;
  if (bytes === undefined || end === -1) return undefined;
  try {
    return headSchema.parse(JSON.parse(`${bytes.subarray(0, end).toString('utf8')}}`));
  } catch {
    return undefined;
  }
}

/** What lowdb keeps of a state file; how many bytes the last write took. */
export interface StateAdapter extends Adapter<StateFile> {
  readonly written: () => number;
}

/**
 * Reads and writes a state file for lowdb, which by itself neither syncs, nor checks what it reads,
 * nor lets anything else run meanwhile. Writes only `path`: putting it in place is for the caller.
 */
export function stateAdapter(files: FilePort, path: string): StateAdapter {
  let written = 0;
  return {
    written: () => written,
    async read() {
      const bytes = await files.read(path);
      return bytes === undefined ? null : readState(bytes, path).state;
    },
    async write(state) {
      const file = await files.open(path, 0);
      try {
        written = await writeText(file, textOf(state));
        await file.sync();
      } finally {
        file.close();
      }
    },
  };
}
