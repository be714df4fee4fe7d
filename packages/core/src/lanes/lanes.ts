import type { Clock } from '../clock.js';
import type { InboxEntry } from '../store/store.js';

/** Runs events lane by lane: in order within a lane, side by side otherwise. */
export interface Lanes {
  add(entry: InboxEntry): void;
  /** Entries that run now or are ready to. */
  readonly busy: number;
  /** Takes up what was held back and need not be any longer. */
  release(): void;
  /** Entries of a community that are held back. */
  heldIn(community: string): number;
  /** Takes up nothing more; resolves when what runs has ended. */
  stop(): Promise<void>;
}

/** What lanes run on. */
export interface LaneParts {
  readonly clock: Clock;
  /** Handles one entry. Must not reject: a lane goes on whatever happens. */
  run(entry: InboxEntry): Promise<void>;
  /** Whether an entry is not to be handled for now: its lane waits with it, in order. */
  isHeld?(entry: InboxEntry): boolean;
  /** Told whenever a lane has nothing left to do. */
  onQuiet(): void;
}

/** Makes the lanes of one kit. */
export function createLanes({ clock, run, isHeld, onQuiet }: LaneParts): Lanes {
  const queues = new Map<string, InboxEntry[]>();
  const parked = new Set<string>();
  const running = new Set<Promise<void>>();
  const later = new Set<() => void>();
  let busy = 0;
  let stopped = false;

  /** What is next in a line; what is held back lets others pass, and nothing else does. */
  const next = (queue: InboxEntry[]): InboxEntry | undefined => {
    const [first] = queue;
    if (first === undefined || isHeld?.(first) !== true) return queue.shift();
    const index = queue.findIndex((entry) => isHeld(entry) !== true);
    return index === -1 ? undefined : queue.splice(index, 1)[0];
  };

  const drain = async (lane: string, queue: InboxEntry[]): Promise<void> => {
    for (let entry = next(queue); entry !== undefined; entry = next(queue)) {
      if (!stopped) await run(entry);
      busy -= 1;
    }
    busy -= queue.length;
    if (queue.length === 0) queues.delete(lane);
    else parked.add(lane);
  };

  const begin = (lane: string, queue: InboxEntry[]): void => {
    const work = drain(lane, queue).finally(() => {
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

  return {
    add(entry) {
      if (stopped) return;
      if (entry.notBefore === undefined || entry.notBefore <= clock.now()) {
        ready(entry);
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
    heldIn: (community) =>
      [...parked]
        .flatMap((lane) => queues.get(lane) ?? [])
        .filter(({ place }) => place.community === community).length,
    async stop() {
      stopped = true;
      for (const cancel of later) cancel();
      later.clear();
      await Promise.all(running);
    },
  };
}
