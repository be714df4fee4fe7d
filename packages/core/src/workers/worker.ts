import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'eventemitter3';
import { networkOf } from '../adapters/ways.js';
import type { Blueprint } from '../blueprint/blueprint.js';
import { type Cancel, systemClock } from '../clock.js';
import { KapwaError } from '../errors.js';
import { createHouse } from '../house/house.js';
import { inTime } from '../in-time.js';
import { createKeyedIds } from '../kit/keyed-ids.js';
import { createTeller, type KitEvents } from '../kit-events.js';
import { silentLogger } from '../logger.js';
import { installationSecret } from '../store/installation.js';
import { checkCommunities } from '../store/own-communities.js';
import type { InboxEntry, SharedStore, Store } from '../store/store.js';
import { ownVersion } from '../version.js';
import { createLeaderWatch } from './leader-watch.js';
import { type Likeness, unlikeAdvice } from './likeness.js';
import { BEAT, type Note, noteText, readNote, type Task } from './notes.js';
import { createTurnsOfWorker } from './turns-of-worker.js';
import type { WorkerOptions } from './worker-options.js';

/** A process that handles events for a kit that leads. */
export interface Worker {
  /** What it did is told here: `turn.finished`, `plugin.failed`, `limit.near` and `kit.failed`. */
  readonly events: EventEmitter<KitEvents>;
  /** Opens the store, sets up the plugins and says that it is there. */
  start(): Promise<void>;
  /** Takes nothing more, finishes what it has, leaves no handle open. Safe to call twice. */
  stop(): Promise<void>;
  /** How many events it has at hand. */
  readonly busy: number;
}

const AT_ONCE = 32;

/** What a worker has at hand is said in one note. */
const MOST_AT_ONCE = 256;

/** What has begun may take so long to end when a worker stops, ms; others go on with what is left. */
const FINISH_FOR = 25_000;

function atOnceOf({ atOnce = AT_ONCE }: WorkerOptions): number {
  if (Number.isInteger(atOnce) && atOnce >= 1 && atOnce <= MOST_AT_ONCE) return atOnce;
  throw new KapwaError(
    'config.invalid',
    `atOnce of a worker is a whole number from 1 to ${MOST_AT_ONCE}, not ${atOnce}.`,
  );
}

const keyOf = ({ community }: Blueprint): string => community.key;

function sharedOf(store: Store): SharedStore {
  if (store.shared !== undefined) return store.shared;
  throw new KapwaError(
    'config.invalid',
    'A worker needs a store on which several processes can work, such as that in PostgreSQL.',
  );
}

/**
 * Makes a worker: it handles events that a kit on the same store, mostly in another process or on
 * another machine, has taken in. That kit keeps the connections, the order of events and the
 * schedules, and sends what is decided here. Start as many as are needed; one that is stopped or
 * killed loses nothing, and nothing is done twice.
 *
 * Give it the plugins and adapters of the kit. Adapters are not connected; they say what their
 * platforms can do. Routes of plugins are served by the kit, not here.
 *
 * Raises `config.invalid` for a store that only one process can have, and for an `atOnce` out of
 * range; `start` raises what the store raises when it is opened, and `config.invalid` for one that
 * holds other communities only.
 */
export function createWorker(options: WorkerOptions): Worker {
  const { store, clock = systemClock, log = silentLogger, adapters = [], plugins = [] } = options;
  const { communities } = options;
  const atOnce = atOnceOf(options);
  const shared = sharedOf(store);
  const events = new EventEmitter<KitEvents>();
  const tell = createTeller(events, log);
  const { ids, keyWith } = createKeyedIds();
  const worker = randomUUID();
  const version = ownVersion();
  const tasks = new Map<string, Task>();
  let isOpen = false;
  let isStopping = false;
  let isFailed = false;
  let told: string | undefined;
  let cancel: Cancel | undefined;
  let unhear: Awaited<ReturnType<SharedStore['hear']>> = () => undefined;
  let stopped: Promise<void> | undefined;
  let whenEmpty = (): void => undefined;

  const unkept = (error: unknown): void => {
    // Somebody was faster, or another kit leads by now: both go on with it.
    if (!(error instanceof KapwaError) || error.code !== 'store.failed' || isFailed) return;
    isFailed = true;
    log.error(error.message);
    tell('kit.failed', () => error);
  };

  const turns = createTurnsOfWorker({ ...options, clock, log, tell, ids, unkept });

  const say = (note: Note): void => shared.say(noteText(note));

  const likeness = (): Likeness => ({
    version,
    plugins: turns.host.list().map(({ name }) => name),
    adapters: adapters.map(({ name }) => name),
  });

  const refused = (difference: string): void => {
    if (difference !== told) {
      log.warn(`The bot gives this worker nothing to do: ${difference}. ${unlikeAdvice}`);
    }
    told = difference;
  };

  const sayHere = (): void => {
    const room = isStopping ? 0 : atOnce;
    say({ kind: 'here', worker, room, has: [...tasks.keys()], with: likeness() });
  };

  const run = async (entry: InboxEntry, task: Task, epoch: number): Promise<void> => {
    const isKept = await turns.run(entry, task, epoch);
    tasks.delete(task.task);
    if (!isKept) say({ kind: 'failed', worker, task: task.task });
    if (tasks.size === 0) whenEmpty();
  };

  const take = async (given: readonly Task[], epoch: number): Promise<void> => {
    for (const task of given) tasks.set(task.task, task);
    try {
      const entries = await shared.entries(given.map(({ entry }) => entry));
      const byId = new Map(entries.map((entry) => [entry.id, entry]));
      for (const task of given) {
        const entry = byId.get(task.entry);
        if (entry === undefined) tasks.delete(task.task);
        else void run(entry, task, epoch);
      }
    } catch (error) {
      for (const { task } of given) tasks.delete(task);
      unkept(error);
    }
    if (tasks.size === 0) whenEmpty();
  };

  const heard = (text: string): void => {
    const note = readNote(text);
    if (note?.kind === 'lead') sayHere();
    if (note?.kind === 'unlike' && note.worker === worker) refused(note.difference);
    if (note?.kind === 'take' && note.worker === worker && !isStopping) {
      void take(note.tasks, note.epoch);
    }
  };

  const lookForLeader = createLeaderWatch({ shared, clock, log });

  const beat = (): void => {
    sayHere();
    // A store that is down is told of where something was to be handled.
    lookForLeader().catch(() => undefined);
    cancel = clock.after(BEAT, beat);
  };

  const close = async (): Promise<void> => {
    isStopping = true;
    if (!isOpen) return;
    sayHere();
    const empty = new Promise<void>((resolve) => {
      whenEmpty = resolve;
      if (tasks.size === 0) resolve();
    });
    await inTime(empty, FINISH_FOR, clock);
    cancel?.();
    say({ kind: 'bye', worker });
    await unhear();
    await turns.host.close();
    await store.close();
  };

  const stop = (): Promise<void> => {
    stopped ??= close();
    return stopped;
  };

  return {
    events,
    async start() {
      await store.open();
      isOpen = true;
      try {
        if (communities !== undefined) await checkCommunities(store, communities.map(keyOf));
        keyWith(await installationSecret(store, options.secret));
        const networks = new Set(adapters.map(networkOf)).size;
        for (const plugin of [createHouse(networks), ...plugins]) await turns.host.load(plugin);
        unhear = await shared.hear(heard, worker);
        beat();
      } catch (error) {
        await stop().catch(() => undefined);
        throw error;
      }
    },
    stop,
    get busy() {
      return tasks.size;
    },
  };
}
