import type { Cancel, Clock } from '@kapwa/core';

/** Lets what a turn of the clock has set off come to rest; `kit.idle` is the usual one. */
export type Settle = () => void | Promise<void>;

/** A clock that stands still until it is turned: for tests, rehearsals and the playground. */
export interface TurnableClock extends Clock {
  /** Turns the clock forward, running what comes due on the way, in order. */
  advance(ms: number): Promise<void>;
  /**
   * Turns the clock to a moment, ms UTC. Back in time it runs nothing, like one that was set right: what
   * waits for a time of day waits longer, and what waits for a while does not.
   */
  set(time: number): Promise<void>;
  /** Waits for `settle` between any two tasks, so that each sees what the one before led to. */
  settleWith(settle: Settle): () => void;
  /** How many tasks wait; 0 shows that everything let go of its timers. */
  waiting(): number;
}

interface Task {
  /** ms UTC; moved when the clock is set back and it waits for a while. */
  time: number;
  readonly isWhile: boolean;
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

class Turnable implements TurnableClock {
  readonly #tasks = new Set<Task>();
  readonly #settles = new Set<Settle>([nextTurnOfLoop]);
  #now: number;
  /** By how much it has been set back in all, ms. */
  #setBack = 0;
  #turning: Promise<void> = Promise.resolve();

  constructor(start: number) {
    this.#now = start;
  }

  // An arrow, like the others that are handed around alone, as `Date.now` is.
  readonly now = (): number => this.#now;

  readonly at = (time: number, run: () => void): Cancel =>
    this.#wait({ time, run, isWhile: false });

  readonly elapsed = (): number => this.#now + this.#setBack;

  readonly after = (ms: number, run: () => void): Cancel =>
    this.#wait({ time: this.#now + ms, run, isWhile: true });

  advance(ms: number): Promise<void> {
    return this.#turn(() => this.#now + ms);
  }

  set(time: number): Promise<void> {
    return this.#turn(() => time);
  }

  settleWith(settle: Settle): () => void {
    this.#settles.add(settle);
    return () => void this.#settles.delete(settle);
  }

  waiting(): number {
    return this.#tasks.size;
  }

  #wait(task: Task): Cancel {
    this.#tasks.add(task);
    if (task.time <= this.#now) setImmediate(() => this.#run(task));
    return () => void this.#tasks.delete(task);
  }

  /** One turn after the other, also when the one before failed. */
  #turn(target: () => number): Promise<void> {
    const turn = this.#turning.then(() => this.#turnTo(target()));
    this.#turning = turn.catch(() => undefined);
    return turn;
  }

  async #turnTo(target: number): Promise<void> {
    await this.#settle();
    for (
      let task = earliest(this.#tasks, target);
      task !== undefined;
      task = earliest(this.#tasks, target)
    ) {
      this.#now = Math.max(this.#now, task.time);
      this.#run(task);
      await this.#settle();
    }
    if (target < this.#now) this.#goBack(this.#now - target);
    this.#now = target;
    await this.#settle();
  }

  #goBack(by: number): void {
    this.#setBack += by;
    for (const task of this.#tasks) if (task.isWhile) task.time -= by;
  }

  #run(task: Task): void {
    if (this.#tasks.delete(task)) task.run();
  }

  async #settle(): Promise<void> {
    for (const settle of [...this.#settles]) await settle();
  }
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
  return new Turnable(start);
}
