import type { Cancel, Clock } from '@kapwa/core';

/** A clock that leaps, as that of a laptop that was closed for days: what came due runs late. */
export interface LeapingClock extends Clock {
  leapTo(time: number): void;
  /** How many tasks wait. */
  waiting(): number;
}

/** A clock that stands at `start` until it leaps. */
export function leapingClock(start: number): LeapingClock {
  const tasks = new Set<{ time: number; readonly isWhile: boolean; readonly run: () => void }>();
  let now = start;
  let setBack = 0;
  const wait = (time: number, isWhile: boolean, run: () => void): Cancel => {
    const task = { time, isWhile, run };
    tasks.add(task);
    return () => void tasks.delete(task);
  };
  return {
    now: () => now,
    at: (time, run) => wait(time, false, run),
    elapsed: () => now + setBack,
    after: (ms, run) => wait(now + ms, true, run),
    waiting: () => tasks.size,
    leapTo(time) {
      const by = Math.max(0, now - time);
      setBack += by;
      for (const task of tasks) if (task.isWhile) task.time -= by;
      now = time;
      for (const task of [...tasks].sort((one, other) => one.time - other.time)) {
        if (task.time <= now && tasks.delete(task)) task.run();
      }
    },
  };
}
