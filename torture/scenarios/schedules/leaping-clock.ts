import type { Cancel, Clock } from '@kapwa/core';

/** A clock that leaps forward or back, as that of a machine that slept or was set right. */
export interface LeapingClock extends Clock {
  leapTo(time: number): void;
}

/** A clock that stands at `start` until it leaps; what came due runs then, late. */
export function leapingClock(start: number): LeapingClock {
  const tasks = new Set<{ time: number; readonly isWhile: boolean; readonly run: () => void }>();
  let now = start;
  let setBack = 0;
  const wait = (time: number, isWhile: boolean, run: () => void): Cancel => {
    const task = { time, isWhile, run };
    if (time <= now) setImmediate(() => tasks.delete(task) && run());
    tasks.add(task);
    return () => void tasks.delete(task);
  };
  return {
    now: () => now,
    at: (time, run) => wait(time, false, run),
    elapsed: () => now + setBack,
    after: (ms, run) => wait(now + ms, true, run),
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
