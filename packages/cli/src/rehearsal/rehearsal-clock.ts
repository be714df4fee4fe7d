import type { Clock } from '@kapwa/core';

/** A clock that follows the messages of a chat. */
export interface RehearsalClock extends Clock {
  /** Stands at the time of a message; what was waiting for an earlier moment runs. */
  follow(time: number): void;
}

/** Makes a clock that stands still until it is told the time of the next message. */
export function rehearsalClock(): RehearsalClock {
  const tasks = new Set<{ readonly time: number; readonly run: () => void }>();
  let now = 0;
  return {
    now: () => now,
    at(time, run) {
      const task = { time, run };
      tasks.add(task);
      return () => void tasks.delete(task);
    },
    follow(time) {
      now = time;
      for (const task of tasks) {
        if (task.time > time) continue;
        tasks.delete(task);
        task.run();
      }
    },
  };
}
