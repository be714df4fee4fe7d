import { constants } from 'node:fs';
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Adapter as FileAdapter, Low } from 'lowdb';
import { z } from 'zod';
import { KapwaError, messageOf } from '../errors.js';
import { createMemoryStore, emptyState, type StoreState } from './memory-store.js';
import { createSeenIds } from './seen-ids.js';
import type { DeadLetter, InboxEntry, OutboxItem, Store, Stored } from './store.js';

const VERSION = 1;

/** What stands in `state.json`. Lists and objects only, so that a person can read it. */
const stateFileSchema = z.object({
  version: z.literal(VERSION),
  records: z.record(z.string(), z.array(z.custom<Stored>(isObject))),
  inbox: z.array(z.custom<InboxEntry>(isObject)),
  outbox: z.array(z.custom<OutboxItem>(isObject)),
  dead: z.array(z.custom<DeadLetter>(isObject)),
  seen: z.array(z.object({ day: z.number(), ids: z.array(z.string()) })),
});
type StateFile = z.infer<typeof stateFileSchema>;

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function toFile(state: StoreState): StateFile {
  return {
    version: VERSION,
    records: Object.fromEntries([...state.records].map(([name, map]) => [name, [...map.values()]])),
    inbox: [...state.inbox.values()],
    outbox: [...state.outbox.values()],
    dead: [...state.dead.values()],
    seen: state.seen.days().map(({ day, ids }) => ({ day, ids: [...ids] })),
  };
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function fromFile(file: StateFile): StoreState {
  return {
    records: new Map(
      Object.entries(file.records).map(([name, list]) => [
        name,
        new Map(list.map((record) => [record.key, record])),
      ]),
    ),
    inbox: byId(file.inbox),
    outbox: byId(file.outbox),
    dead: byId(file.dead),
    seen: createSeenIds(file.seen),
  };
}

/**
 * Leaves out keys that would reach the prototype of an object when merged. A plugin may have stored
 * one without knowing, out of what a member wrote: that must not keep the bot from starting.
 */
function withoutPrototypes(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

/**
 * Reads and writes `state.json` for lowdb, which by itself neither syncs nor keeps others out:
 * a new file is written and synced under a name of its own, then takes the old one's place, then
 * the folder is synced. A power cut leaves the old file or the new one, whole.
 */
function syncedFile(folder: string): FileAdapter<StateFile> {
  const path = join(folder, 'state.json');
  return {
    async read() {
      const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (content === undefined) return null;
      return stateFileSchema.parse(JSON.parse(content, withoutPrototypes));
    },
    async write(data) {
      const fresh = `${path}.${process.pid}.new`;
      const file = await open(fresh, 'w', 0o600);
      try {
        await file.writeFile(JSON.stringify(data, undefined, 1));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(fresh, path);
      const directory = await open(folder, constants.O_RDONLY);
      await directory.sync().finally(() => directory.close());
    },
  };
}

async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (((await stat(folder)).mode & 0o077) !== 0) await chmod(folder, 0o700);
    // What a write left that was cut off, by a process of any number: it holds members' data.
    for (const name of await readdir(folder)) {
      if (/^state\.json\.\d+\.new$/.test(name)) await rm(join(folder, name), { recursive: true });
    }
  } catch (cause) {
    throw new KapwaError(
      'store.unusable',
      `The folder ${folder} cannot be used to keep the bot's data: ${messageOf(cause)}. Choose a folder this user may write to.`,
      { cause },
    );
  }
}

/** Writes the whole state once for all changes that came in since the last write began. */
function groupWriter(write: () => Promise<void>): { saved(): Promise<void> } {
  let waiting: Promise<void> | undefined;
  let writing: Promise<void> = Promise.resolve();
  let failure: KapwaError | undefined;
  const run = async (): Promise<void> => {
    waiting = undefined;
    try {
      await write();
    } catch (cause) {
      failure = new KapwaError(
        'store.failed',
        `The bot's data could not be saved: ${messageOf(cause)}. Nothing more is accepted; make room or repair the disk, then start again.`,
        { cause },
      );
      throw failure;
    }
  };
  return {
    saved() {
      if (failure !== undefined) return Promise.reject(failure);
      if (waiting === undefined) {
        const turn = writing.then(run);
        waiting = turn;
        writing = turn.catch(() => undefined);
      }
      return waiting;
    },
  };
}

async function load(db: Low<StateFile>, folder: string): Promise<StoreState> {
  try {
    await db.read();
  } catch (cause) {
    throw new KapwaError(
      'store.damaged',
      `${join(folder, 'state.json')} cannot be read: ${messageOf(cause)}. Put back a copy you kept, or move the file away to start empty.`,
      { cause },
    );
  }
  return fromFile(db.data);
}

/**
 * The default store: one readable `state.json` in a folder only this user may open.
 *
 * Changes count at once inside the process, but nothing is acknowledged or sent before the file
 * that holds it is synced. Saves cost time with the size of the state: meant for one community.
 * Raises `store.unusable`, `store.damaged`, `store.failed`.
 */
export function createEmbeddedStore(folder: string): Store {
  let memory = createMemoryStore();
  let saved = (): Promise<void> =>
    Promise.reject(new KapwaError('store.unusable', 'The store has not been opened.'));

  return {
    durable: true,
    async open() {
      await prepareFolder(folder);
      const db = new Low<StateFile>(syncedFile(folder), toFile(emptyState()));
      const state = await load(db, folder);
      memory = createMemoryStore(state);
      const writer = groupWriter(() => {
        db.data = toFile(state);
        return db.write();
      });
      saved = writer.saved;
    },
    close: () => saved(),
    async accept(entries, at) {
      const fresh = await memory.accept(entries, at);
      await saved();
      return fresh;
    },
    waiting: () => memory.waiting(),
    outgoing: () => memory.outgoing(),
    get: (collection, key) => memory.get(collection, key),
    list: (collection, prefix) => memory.list(collection, prefix),
    async commit(change) {
      const answer = await memory.commit(change);
      if (answer === 'committed') await saved();
      return answer;
    },
    async mark(item) {
      await memory.mark(item);
      await saved();
    },
    async settle(settlement) {
      await memory.settle(settlement);
      await saved();
    },
    dead: () => memory.dead(),
  };
}
