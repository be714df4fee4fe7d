import type { Clock } from '@kapwa/core';

/** A clock that leaps, as that of a laptop that was closed for days: what came due runs late. */
export interface LeapingClock extends Clock {
  leapTo(time: number): void;
  /** How many tasks wait. */
  waiting(): number;
}

/** A clock that stands at `start` until it leaps. */
export function leapingClock(start: number): LeapingClock {
  const tasks = new Set<{ readonly time: number; readonly run: () => void }>();
  let now = start;
  return {
    now: () => now,
    at(time, run) {
      const task = { time, run };
      tasks.add(task);
      return () => void tasks.delete(task);
    },
    waiting: () => tasks.size,
    leapTo(time) {
      now = time;
      for (const task of [...tasks].sort((one, other) => one.time - other.time)) {
        if (task.time <= now && tasks.delete(task)) task.run();
      }
    },
  };
}
