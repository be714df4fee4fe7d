import { join } from 'node:path';
import { type Clock, systemClock } from '../clock.js';
import { KapwaError } from '../errors.js';
import { type Logger, silentLogger } from '../logger.js';
import {
  accepting,
  checkFence,
  committing,
  refusalOf,
  retrying,
  sessionChange,
  settling,
} from './calls.js';
import { auditLinks } from './embedded/audit-file.js';
import type { FilePort } from './embedded/file-port.js';
import { stateFiles } from './embedded/load-state.js';
import { nodeFiles } from './embedded/node-files.js';
import { type Embedded, openEmbedded } from './embedded/open-embedded.js';
import { type AskState, sessionReads, stateReads } from './state-reads.js';
import type { Lease, SessionSpace, Store } from './store.js';

/** How an embedded store is to work; all of it has a default. */
export interface EmbeddedStoreOptions {
  /** Where the store says what an operator should know. */
  readonly log?: Logger;
  readonly clock?: Clock;
  /** The file system; this machine's unless a test gives another. */
  readonly files?: FilePort;
  /** A snapshot is due when the journal has more bytes than this, and than four snapshots. */
  readonly snapshotAfter?: number;
  /**
   * How much place is reserved at a time at the end of a journal that holds as much already, bytes.
   * 0 for none, where the file system writes everything to a new place anyway (btrfs, ZFS).
   */
  readonly reserve?: number;
}

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

/** The folder while it is open, or why it cannot be used. */
interface Door {
  readonly folder: string;
  readonly files: FilePort;
  open?: Embedded;
  stopped?: KapwaError;
}

const notOpen = (): KapwaError =>
  new KapwaError('store.unusable', 'The store has not been opened, or has been closed.');

/** Asks the open store; a store that has stopped rejects, whatever it is asked. */
function ask<Answer>(door: Door, question: (open: Embedded) => Answer): Answer | Promise<never> {
  if (door.open === undefined || door.stopped !== undefined) {
    return Promise.reject(door.stopped ?? notOpen());
  }
  return question(door.open);
}

const askState =
  (door: Door): AskState =>
  (question) =>
    ask(door, ({ state }) => question(state));

/** Asks what rests on a lease; rejects once somebody else holds it. */
function askFenced<Answer>(
  door: Door,
  fence: Lease | undefined,
  question: (open: Embedded) => Answer,
): Answer | Promise<never> {
  return ask(door, (open): Answer | Promise<never> => {
    try {
      checkFence(open.state, fence);
    } catch (error) {
      return Promise.reject(error);
    }
    return question(open);
  });
}

/** Answers once everything that was asked before is on the disk: nobody is told what may be lost. */
function whenSynced<Answer>(open: Embedded, answer: Answer): Answer | Promise<Answer> {
  const pending = open.pending();
  return pending === undefined ? answer : pending.then(() => answer);
}

const nothing = (): void => undefined;

type Turns = Pick<Store, 'accept' | 'commit' | 'mark' | 'settle'>;

function turns(door: Door): Turns {
  return {
    accept: (entries, at, fence, known) =>
      askFenced(door, fence, (open) => {
        const { answers, fresh } = accepting(open.state, entries);
        if (fresh.length === 0) return whenSynced(open, answers);
        const accepted = open.accept(fresh, at).then(() => answers);
        known?.(answers);
        return accepted;
      }),
    commit: (commit, fence) =>
      ask(door, (open) => refusalOf(open.state, commit, fence) ?? open.change(committing(commit))),
    mark: (item, fence) =>
      askFenced(door, fence, (open) => open.change({ outgoing: [item] }).then(nothing)),
    settle: (settlement, fence) =>
      askFenced(door, fence, (open) => open.change(settling(settlement)).then(nothing)),
  };
}

function reads(
  door: Door,
): Pick<Store, 'get' | 'changesOf' | 'ledger' | 'audit' | 'auditHead'> &
  ReturnType<typeof stateReads> {
  return {
    ...stateReads(askState(door)),
    get: (collection, key) => ask(door, ({ state }) => state.records.get(collection, key)),
    changesOf: (collections) => door.open?.state.records.changesOf(collections),
    ledger: (chat, message) => ask(door, ({ state }) => state.ledger.find(chat, message)),
    auditHead: () => ask(door, ({ state }) => state.auditHead),
    audit: (after, limit) =>
      ask(door, async ({ state, segments }) => {
        const recent = state.audit.filter(({ n }) => n > after);
        const places = [...segments.audit];
        const old = await auditLinks(door, places, after, limit);
        const seen = old.at(-1)?.n ?? after;
        return [...old, ...recent.filter(({ n }) => n > seen)].slice(0, limit);
      }),
  };
}

function letters(door: Door): Pick<Store, 'retryDead' | 'dropDead'> {
  return {
    retryDead: (id) =>
      ask(door, (open) => {
        const again = retrying(open.state, id);
        if (again === undefined) return whenSynced(open, undefined);
        return open.change(again.change).then(() => again.entry);
      }),
    dropDead: (dropped) => ask(door, (open) => open.change({ dropped }).then(nothing)),
  };
}

function leases(door: Door): Pick<Store, 'lease' | 'release'> {
  return {
    lease: (name, holder, ms, at) =>
      ask(door, (open) => {
        const before = open.state.leases.epochOf(name);
        const lease: Lease | undefined = open.state.leases.take(name, holder, ms, at);
        // Holding on to it is known to this process alone, and so ends with it.
        if (lease === undefined || lease.epoch === before) return lease;
        return open.change({ lease: { name, epoch: lease.epoch } }).then(() => lease);
      }),
    release: (lease) => ask(door, ({ state }) => state.leases.release(lease)),
  };
}

function session(door: Door, space: string): SessionSpace {
  return {
    ...sessionReads(askState(door), space),
    set: (values, accept, fence) =>
      askFenced(door, fence, (open) => {
        const { entries = [], at = 0 } = accept ?? {};
        const { answers, fresh } = accepting(open.state, entries);
        const accepted = fresh.length > 0 && { accepted: fresh, at };
        const set = { ...accepted, session: sessionChange(space, values) };
        return open.change(set).then(() => answers);
      }),
  };
}

/** Writes everything anew, and takes away the copy of what an earlier version has left. */
async function writeAnew({ folder, files }: Door, { snapshots }: Embedded): Promise<void> {
  await snapshots.take(true);
  await files.remove(join(folder, stateFiles.earlier));
  await files.syncFolder(folder);
}

function removal(door: Door): Pick<Store, 'erase' | 'expire' | 'purge'> {
  return {
    erase: (erasure) =>
      ask(door, async (open) => {
        await open.change({ erasure });
        await writeAnew(door, open);
      }),
    expire: (at, rule) =>
      ask(door, async ({ state, segments, snapshots }) => {
        if (!state.ledger.expire(at, rule)) return;
        segments.unsaved.cleared.add('ledger');
        await snapshots.take(true);
      }),
    purge: (at) =>
      ask(door, (open) => {
        open.state.ledger.expire(at);
        return writeAnew(door, open);
      }),
  };
}

/**
 * The default store: a folder only this user may open, with the state as a readable `state.json`,
 * kept by lowdb, and a journal of what came since. See `docs/storage.md`.
 *
 * Changes count at once inside the process, but nothing is acknowledged or sent before it is
 * synced. One process at a time may have the folder. Good for 100,000 records.
 *
 * Raises `store.unusable`, `store.in-use` and `store.damaged` when it is opened; once a write has
 * failed, every call rejects with `store.failed`.
 */
export function createEmbeddedStore(folder: string, options: EmbeddedStoreOptions = {}): Store {
  const { log = silentLogger, clock = systemClock, files = nodeFiles } = options;
  const { snapshotAfter = 64 * MEGABYTE, reserve = 256 * KILOBYTE } = options;
  const door: Door = { folder, files };

  return {
    durable: true,
    async open() {
      const stopped = (failure: KapwaError): void => {
        door.stopped = failure;
      };
      const parts = { folder, files, log, clock, snapshotAfter, reserve };
      door.open = await openEmbedded({ ...parts, stopped });
    },
    async close() {
      const { open } = door;
      if (open === undefined) return;
      delete door.open;
      await open.close();
    },
    ...turns(door),
    ...reads(door),
    ...letters(door),
    ...leases(door),
    ...removal(door),
    session: (space) => session(door, space),
  };
}
