/** Cancels what a clock was asked to do; safe to call twice. */
export type Cancel = () => void;

/**
 * Where the kit takes its time from, so that tests and the playground can turn it.
 *
 * A clock tells two times. `now` and `at` are the time of day: what people mean, and what is stored.
 * Somebody may set it, and then it leaps. `elapsed` and `after` only go on: whatever asks how long
 * something has taken, or waits for a while, goes by them.
 */
export interface Clock {
  /** The time of day, ms since 1970 UTC. */
  now(): number;
  /** Runs `task` once when `now()` has reached `time`; at the next turn of the event loop if it has. */
  at(time: number, task: () => void): Cancel;
  /** How long it has been since some moment, ms; never less than before, however the clock is set. */
  elapsed(): number;
  /** Runs `task` once when so many ms have gone by, however the clock is set meanwhile. */
  after(ms: number, task: () => void): Cancel;
}

/**
 * Whoever waits for a time of day looks again after so long, ms: the clock may have been set, and a
 * machine that slept did not count meanwhile.
 */
const LOOK_AGAIN = 60_000;

/** setTimeout counts in 32 bits; a longer wait fires at once (Node documents the limit). */
const LONGEST_TIMER = 2_147_483_647;

/** Runs a task when nothing is left to wait for; `left` tells how long that is, ms. */
function whenNothingIsLeft(left: () => number, longest: number, task: () => void): Cancel {
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const wait = Math.min(Math.max(0, left()), longest);
    timer = setTimeout(() => (left() <= 0 ? task() : arm()), wait);
    timer.unref();
  };
  arm();
  return () => clearTimeout(timer);
}

/** The machine's own clock. Its timers keep no process alive by themselves. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at: (time, task) => whenNothingIsLeft(() => time - Date.now(), LOOK_AGAIN, task),
  elapsed: () => performance.now(),
  after(ms, task) {
    const end = performance.now() + ms;
    return whenNothingIsLeft(() => end - performance.now(), LONGEST_TIMER, task);
  },
};
