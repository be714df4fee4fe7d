import type { Cancel, Clock } from '../clock.js';
import { messageOf } from '../errors.js';
import type { ScheduleDue } from '../events/event.js';
import { collections } from '../model/keys.js';
import type { Commit, Store } from '../store/store.js';
import { slotsToTake } from './catch-up.js';
import { createDueQueue, type DueQueue } from './due-queue.js';
import { settledUntil } from './known-since.js';
import { type RowParts, readRows, type ScheduleRow } from './schedule-rows.js';
import { slotAfter } from './slots.js';

/** How many slots are handed over at once; at nine o'clock there may be thousands. */
const AT_ONCE = 500;

/** How long to wait when slots could not be taken in, ms. */
const AGAIN_AFTER = 60_000;

/** A schedule in the line of those that come due. */
interface Watched {
  readonly row: ScheduleRow;
  /** ms UTC. */
  readonly next: number;
}

/** What a scheduler runs on. */
export interface SchedulerParts extends RowParts {
  readonly store: Store;
  readonly clock: Clock;
  /** Takes due slots in, like any event: the id is `schedule@slot`, so each is taken once. */
  due(events: readonly ScheduleDue[]): Promise<unknown>;
}

/** Watches for slots that come due: one timer, whatever the number of communities. */
export interface Scheduler {
  /**
   * Reads what is to be watched anew, of one community or of all: at a start, and after a change
   * of plugins, options or groups. A slot that is due and not taken yet stays so.
   */
  refresh(community?: string): Promise<void>;
  stop(): void;
  /** How many schedules are watched. */
  readonly size: number;
}

function eventAt({ key, due }: ScheduleRow, slot: number): ScheduleDue {
  return { ...due, id: `${key}@${slot}`, at: slot, slot };
}

/** Whether a commit changes what there is to be scheduled: the groups, or anybody's options. */
export function changesSchedules({ writes }: Pick<Commit, 'writes'>): boolean {
  return writes.some(
    ({ collection }) => collection === collections.groups || collection === collections.communities,
  );
}

/** Makes the scheduler of one kit. */
export function createScheduler(parts: SchedulerParts): Scheduler {
  const { store, clock, log } = parts;
  let watched = new Map<string, Watched>();
  let queue: DueQueue<Watched> = createDueQueue();
  let cancel: Cancel | undefined;
  let cancelAgain: Cancel | undefined;
  const asked = new Map<string | undefined, Promise<void>>();
  let reading: Promise<void> = Promise.resolve();
  let stopped = false;

  const isLive = (item: Watched): boolean => watched.get(item.row.key) === item;

  const watch = (row: ScheduleRow, now: number): void => {
    const next = slotAfter(row.pattern, row.timeZone, now) ?? Number.POSITIVE_INFINITY;
    const item = { row, next };
    watched.set(row.key, item);
    if (Number.isFinite(next)) queue.add(item);
  };

  const arm = (): void => {
    cancel?.();
    cancel = undefined;
    let first = queue.first();
    for (; first !== undefined && !isLive(first); first = queue.first()) queue.take();
    if (!stopped && first !== undefined) cancel = clock.at(first.next, fire);
  };

  const handOver = (events: readonly ScheduleDue[]): void => {
    for (let from = 0; from < events.length; from += AT_ONCE) {
      parts.due(events.slice(from, from + AT_ONCE)).catch((error) => {
        if (stopped) return;
        log.error(`Schedules could not be taken up; they are tried again: ${messageOf(error)}`);
        cancelAgain?.();
        cancelAgain = clock.after(AGAIN_AFTER, () => void readAgain());
      });
    }
  };

  /** A machine that slept takes up what it missed as a start does. */
  const fire = (): void => {
    const now = clock.now();
    const due: ScheduleDue[] = [];
    for (let item = queue.first(); item !== undefined && item.next <= now; item = queue.first()) {
      queue.take();
      if (!isLive(item)) continue;
      const { row, next } = item;
      for (const slot of slotsToTake(row, next - 1, now)) due.push(eventAt(row, slot));
      watch(row, now);
    }
    handOver(due);
    arm();
  };

  const forget = (community: string | undefined): void => {
    if (community === undefined) watched = new Map();
    for (const [key, { row }] of watched) {
      if (row.due.community === community) watched.delete(key);
    }
    const live = [...watched.values()].filter(({ next }) => Number.isFinite(next));
    // What is gone leaves the line when its time comes, unless most of the line is gone.
    if (queue.size <= 2 * live.length + AT_ONCE) return;
    queue = createDueQueue();
    for (const item of live) queue.add(item);
  };

  const read = async (community: string | undefined): Promise<void> => {
    const rows = await readRows(community, parts);
    const now = clock.now();
    const settled = await settledUntil(rows, community, now, store);
    if (stopped) return;
    const missed = rows.flatMap((row) =>
      slotsToTake(row, settled.get(row.key) ?? now, now).map((slot) => eventAt(row, slot)),
    );
    forget(community);
    for (const row of rows) watch(row, now);
    handOver(missed);
    arm();
  };

  /** One reading after the other; who asks for one that has not begun yet shares it. */
  const refresh = (community?: string): Promise<void> => {
    const waiting = asked.get(community);
    if (waiting !== undefined) return waiting;
    const done = reading.then(() => {
      asked.delete(community);
      return stopped ? undefined : read(community);
    });
    asked.set(community, done);
    reading = done.catch(() => undefined);
    return done;
  };

  const readAgain = (): Promise<void> =>
    refresh().catch((error) => {
      log.error(`The schedules could not be read: ${messageOf(error)}`);
      cancelAgain = stopped ? undefined : clock.after(AGAIN_AFTER, () => void readAgain());
    });

  return {
    refresh,
    get size() {
      return watched.size;
    },
    stop() {
      stopped = true;
      cancel?.();
      cancelAgain?.();
    },
  };
}
