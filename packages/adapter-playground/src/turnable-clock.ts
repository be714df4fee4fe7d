import type { Cancel, Clock } from '@kapwa/core';

/** Lets what a turn of the clock has set off come to rest; `kit.idle` is the usual one. */
export type Settle = () => void | Promise<void>;

/** A clock that stands still until it is turned: for tests, rehearsals and the playground. */
export interface TurnableClock extends Clock {
  /** Turns the clock forward, running what comes due on the way, in order. */
  advance(ms: number): Promise<void>;
  /** Turns the clock to a moment, ms UTC. Back in time it runs nothing, like a corrected clock. */
  set(time: number): Promise<void>;
  /** Waits for `settle` between any two tasks, so that each sees what the one before led to. */
  settleWith(settle: Settle): () => void;
  /** How many tasks wait; 0 shows that everything let go of its timers. */
  waiting(): number;
}

interface Task {
  readonly time: number;
  readonly run: () => void;
}

/** 1 March 2027, a Monday, 08:00 UTC: an ordinary morning, the same in every test. */
export const ordinaryMonday = Date.UTC(2027, 2, 1, 8);

const nextTurnOfLoop: Settle = () => new Promise((resolve) => setImmediate(resolve));

/** The task to run next: the earliest, and of several at one moment the first asked for. */
function earliest(tasks: ReadonlySet<Task>, until: number): Task | undefined {
  let found: Task | undefined;
  for (const task of tasks) {
    if (task.time <= until && (found === undefined || task.time < found.time)) found = task;
  }
  return found;
}

/**
 * A clock that stands at `start` until somebody turns it.
 *
 * Turning is asynchronous because the work a task sets off is: `advance` lets it finish before
 * the next task runs. Do not await `advance` inside a task or a settle hook; it waits for both.
 *
 * @example
 * const clock = turnableClock();
 * clock.settleWith(() => kit.idle());
 * await clock.advance(60_000);
 */
export function turnableClock(start: number = ordinaryMonday): TurnableClock {
  const tasks = new Set<Task>();
  const settles = new Set<Settle>([nextTurnOfLoop]);
  let now = start;
  let turning: Promise<void> = Promise.resolve();

  function run(task: Task): void {
    if (tasks.delete(task)) task.run();
  }

  async function settleAll(): Promise<void> {
    for (const settle of [...settles]) await settle();
  }

  async function turnTo(target: number): Promise<void> {
    await settleAll();
    for (let task = earliest(tasks, target); task; task = earliest(tasks, target)) {
      now = Math.max(now, task.time);
      run(task);
      await settleAll();
    }
    now = target;
    await settleAll();
  }

  /** One turn after the other, also when the one before failed. */
  function queue(target: () => number): Promise<void> {
    const turn = turning.then(() => turnTo(target()));
    turning = turn.catch(() => undefined);
    return turn;
  }

  return {
    now: () => now,
    at(time, task): Cancel {
      const waiting: Task = { time, run: task };
      tasks.add(waiting);
      if (time <= now) setImmediate(() => run(waiting));
      return () => void tasks.delete(waiting);
    },
    advance: (ms) => queue(() => now + ms),
    set: (time) => queue(() => time),
    settleWith(settle) {
      settles.add(settle);
      return () => void settles.delete(settle);
    },
    waiting: () => tasks.size,
  };
}
