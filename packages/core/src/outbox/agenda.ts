import type { Cancel, Clock } from '../clock.js';
import type { OutboxItem } from '../store/store.js';
import { wakesAt } from './timing.js';
import { createWaitingList, type WaitingList } from './waiting-list.js';

/** Every action that has not settled, and when each is to be tried. */
export interface Agenda
  extends Pick<WaitingList, 'get' | 'has' | 'all' | 'set' | 'behind' | 'parked' | 'hasParked'> {
  /** Takes an action up, or in a new form: `ready` is told when it may be tried. */
  schedule(item: OutboxItem): void;
  remove(id: string): void;
  /** Tells `ready` of nothing more. */
  stop(): void;
}

/** Makes an agenda with nothing on it. */
export function createAgenda(clock: Clock, ready: (item: OutboxItem) => void): Agenda {
  const waiting = createWaitingList();
  const timers = new Map<string, Cancel>();
  let stopped = false;

  const cancel = (id: string): void => {
    if (timers.size === 0) return;
    timers.get(id)?.();
    timers.delete(id);
  };

  const wakeAt = (time: number, item: OutboxItem): void => {
    const timer = clock.at(time, () => {
      timers.delete(item.id);
      if (!stopped) ready(item);
    });
    timers.set(item.id, timer);
  };

  return {
    get: waiting.get,
    has: waiting.has,
    all: waiting.all,
    set: waiting.set,
    behind: waiting.behind,
    parked: waiting.parked,
    hasParked: waiting.hasParked,
    schedule(item) {
      waiting.set(item);
      cancel(item.id);
      if (stopped || item.assisted === true) return;
      const waits = item.unreached === 'waits' || waiting.isHeld(item);
      const isHeld = item.blocked === undefined && waits;
      const time = wakesAt(item, isHeld);
      if (time !== undefined && time > clock.now()) wakeAt(time, item);
      else if (!isHeld || time !== undefined) ready(item);
    },
    remove(id) {
      waiting.remove(id);
      cancel(id);
    },
    stop() {
      stopped = true;
      for (const timer of timers.values()) timer();
      timers.clear();
    },
  };
}
