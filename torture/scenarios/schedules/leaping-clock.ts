import type { Clock } from '@kapwa/core';

/** A clock that leaps forward or back, as that of a machine that slept or was set right. */
export interface LeapingClock extends Clock {
  leapTo(time: number): void;
}

/** A clock that stands at `start` until it leaps; what came due runs then, late. */
export function leapingClock(start: number): LeapingClock {
  const tasks = new Set<{ readonly time: number; readonly run: () => void }>();
  let now = start;
  return {
    now: () => now,
    at(time, run) {
      const task = { time, run };
      if (time <= now) setImmediate(() => tasks.delete(task) && run());
      tasks.add(task);
      return () => void tasks.delete(task);
    },
    leapTo(time) {
      now = time;
      for (const task of [...tasks].sort((one, other) => one.time - other.time)) {
        if (task.time <= now && tasks.delete(task)) task.run();
      }
    },
  };
}
