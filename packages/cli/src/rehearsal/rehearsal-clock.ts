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
  /** Lines of an export may go back, as where a phone's clock was set. */
  let latest = 0;
  const at: Clock['at'] = (time, run) => {
    const task = { time, run };
    tasks.add(task);
    return () => void tasks.delete(task);
  };
  return {
    now: () => now,
    at,
    elapsed: () => latest,
    after: (ms, run) => at(now + ms, run),
    follow(time) {
      now = time;
      latest = Math.max(latest, time);
      for (const task of tasks) {
        if (task.time > time) continue;
        tasks.delete(task);
        task.run();
      }
    },
  };
}
