import type { Clock } from '../clock.js';
import { inTime } from '../in-time.js';
import type { InboxEntry, MaybePromise } from '../store/store.js';

/** Runs events lane by lane: in order within a lane, side by side otherwise. */
export interface Lanes {
  add(entry: InboxEntry): void;
  /**
   * Begins with an entry only when everything else of the process has had its turn: whoever handed
   * it over can answer their platform first. Entries keep the order in which they were added.
   */
  addAfterAnswer(entry: InboxEntry): void;
  /** Entries that run now or are ready to. */
  readonly busy: number;
  /** Takes up what was held back and need not be any longer. */
  release(): void;
  /** Entries of a community that are held back. */
  heldIn(community: string): number;
  /** Lets go of entries that have not run yet: they do not run any more. */
  forget(ids: readonly string[]): void;
  /**
   * Takes up nothing more; resolves when what runs has ended, or after `limit` ms. What has not run
   * is found again at the next start.
   */
  stop(limit?: number): Promise<void>;
}

/** What lanes run on. */
export interface LaneParts {
  readonly clock: Clock;
  /** Handles one entry. Must not reject: a lane goes on whatever happens. */
  run(entry: InboxEntry): MaybePromise<void>;
  /** Whether an entry is not to be handled for now: its lane waits with it, in order. */
  isHeld?(entry: InboxEntry): boolean;
  /** Told whenever a lane has nothing left to do. */
  onQuiet(): void;
  /** Told whenever an entry is through. */
  onLess?(): void;
}

/**
 * So many entries run before everything else of the process has its turn: reading sockets and
 * files, timers. Lanes take turns all the time; without this they would let nobody else in.
 */
const RUN_AT_ONCE = 64;

/**
 * As long as more is posted at every turn of the event loop, one begins in a turn for so many that
 * came in it: a burst is taken in and answered first.
 */
const BURST_SHARE = 4;

/** When so many wait, a burst is none any more: more is handled than comes in. */
const LONGEST_BURST = 2_000;

/** Makes the lanes of one kit. */
export function createLanes({ clock, run, isHeld, onQuiet, onLess }: LaneParts): Lanes {
  const queues = new Map<string, InboxEntry[]>();
  const parked = new Set<string>();
  const running = new Set<Promise<void>>();
  const later = new Set<() => void>();
  let busy = 0;
  let stopped = false;
  const forgotten = new Set<string>();
  let depth = 0;
  let sinceBreath = 0;
  let breath: Promise<void> | undefined;
  // What begins after an answer, and how much of it has begun.
  let after: InboxEntry[] = [];
  let begun = 0;
  let came = 0;

  /** Lets the process do everything else once. All lanes wait for the same moment. */
  const breathe = (): Promise<void> => {
    breath ??= new Promise((resolve) => {
      setImmediate(() => {
        sinceBreath = 0;
        breath = undefined;
        resolve();
      });
    });
    return breath;
  };

  /** What is next in a line; what is held back lets others pass, and nothing else does. */
  const next = (queue: InboxEntry[]): InboxEntry | undefined => {
    const [first] = queue;
    if (first === undefined || isHeld?.(first) !== true) return queue.shift();
    const index = queue.findIndex((entry) => isHeld(entry) !== true);
    return index === -1 ? undefined : queue.splice(index, 1)[0];
  };

  const drain = async (lane: string, queue: InboxEntry[]): Promise<void> => {
    for (let entry = next(queue); entry !== undefined; entry = next(queue)) {
      const isForgotten = forgotten.size > 0 && forgotten.delete(entry.id);
      if (!stopped && !isForgotten) {
        depth += 1;
        const ran = run(entry);
        depth -= 1;
        if (ran instanceof Promise) await ran;
      }
      busy -= 1;
      onLess?.();
      sinceBreath += 1;
      if (sinceBreath >= RUN_AT_ONCE && queue.length > 0) await breathe();
    }
    busy -= queue.length;
    if (queue.length === 0) queues.delete(lane);
    else parked.add(lane);
  };

  const begin = (lane: string, queue: InboxEntry[]): void => {
    // What one entry posts to another lane begins after it, never inside of it.
    const drained =
      depth === 0 ? drain(lane, queue) : Promise.resolve().then(() => drain(lane, queue));
    const work = drained.then(() => {
      running.delete(work);
      if (busy === 0) onQuiet();
    });
    running.add(work);
  };

  const unpark = (lane: string, queue: InboxEntry[]): void => {
    parked.delete(lane);
    busy += queue.length;
    begin(lane, queue);
  };

  const ready = (entry: InboxEntry): void => {
    const queue = queues.get(entry.lane);
    if (queue !== undefined) {
      queue.push(entry);
      if (!parked.has(entry.lane)) busy += 1;
      else if (isHeld?.(entry) !== true) unpark(entry.lane, queue);
      return;
    }
    busy += 1;
    const fresh = [entry];
    queues.set(entry.lane, fresh);
    begin(entry.lane, fresh);
  };

  const putAfter = (entry: InboxEntry): void => {
    if (after.length === 0) setImmediate(beginAfter);
    after.push(entry);
    came += 1;
    busy += 1;
  };

  const beginAfter = (): void => {
    const isBurst = came > 0 && after.length - begun < LONGEST_BURST;
    const atOnce = isBurst ? Math.ceil(came / BURST_SHARE) : RUN_AT_ONCE;
    const end = Math.min(after.length, begun + atOnce);
    came = 0;
    while (begun < end && !stopped) {
      const entry = after[begun] as InboxEntry;
      begun += 1;
      busy -= 1;
      ready(entry);
    }
    if (begun < after.length) {
      setImmediate(beginAfter);
      return;
    }
    after = [];
    begun = 0;
  };

  return {
    addAfterAnswer(entry) {
      if (!stopped) putAfter(entry);
    },
    add(entry) {
      if (stopped) return;
      if (entry.notBefore === undefined || entry.notBefore <= clock.now()) {
        if (after.length === 0) ready(entry);
        else putAfter(entry);
        return;
      }
      const cancel = clock.at(entry.notBefore, () => {
        later.delete(cancel);
        if (!stopped) ready(entry);
      });
      later.add(cancel);
    },
    get busy() {
      return busy;
    },
    release() {
      if (stopped) return;
      for (const lane of [...parked]) unpark(lane, queues.get(lane) ?? []);
    },
    forget(ids) {
      for (const id of ids) forgotten.add(id);
    },
    heldIn: (community) =>
      [...parked]
        .flatMap((lane) => queues.get(lane) ?? [])
        .filter(({ place }) => place.community === community).length,
    async stop(limit) {
      stopped = true;
      busy -= after.length - begun;
      after = [];
      begun = 0;
      for (const cancel of later) cancel();
      later.clear();
      const ended = Promise.all(running);
      if (limit === undefined) await ended;
      else await inTime(ended, limit, clock);
    },
  };
}
