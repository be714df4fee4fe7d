import type { Clock } from '../clock.js';
import type { InboxEntry } from '../store/store.js';

/** Runs events lane by lane: in order within a lane, side by side otherwise. */
export interface Lanes {
  add(entry: InboxEntry): void;
  /** Entries that run now or are ready to. */
  readonly busy: number;
  /** Takes up nothing more; resolves when what runs has ended. */
  stop(): Promise<void>;
}

/** What lanes run on. */
export interface LaneParts {
  readonly clock: Clock;
  /** Handles one entry. Must not reject: a lane goes on whatever happens. */
  run(entry: InboxEntry): Promise<void>;
  /** Told whenever a lane has nothing left to do. */
  onQuiet(): void;
}

/** Makes the lanes of one kit. */
export function createLanes({ clock, run, onQuiet }: LaneParts): Lanes {
  const queues = new Map<string, InboxEntry[]>();
  const running = new Set<Promise<void>>();
  const later = new Set<() => void>();
  let busy = 0;
  let stopped = false;

  const drain = async (lane: string, queue: InboxEntry[]): Promise<void> => {
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
      if (!stopped) await run(entry);
      busy -= 1;
    }
    queues.delete(lane);
  };

  const begin = (lane: string, queue: InboxEntry[]): void => {
    const work = drain(lane, queue).finally(() => {
      running.delete(work);
      if (busy === 0) onQuiet();
    });
    running.add(work);
  };

  const ready = (entry: InboxEntry): void => {
    busy += 1;
    const queue = queues.get(entry.lane);
    if (queue !== undefined) {
      queue.push(entry);
      return;
    }
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
    async stop() {
      stopped = true;
      for (const cancel of later) cancel();
      later.clear();
      await Promise.all(running);
    },
  };
}
