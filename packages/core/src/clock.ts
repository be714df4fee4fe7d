/** Cancels what a clock was asked to do; safe to call twice. */
export type Cancel = () => void;

/**
 * Where the kit takes its time from, so that tests and the playground can turn it.
 *
 * Times are milliseconds since 1970 UTC.
 */
export interface Clock {
  now(): number;
  /** Runs `task` once when `now()` has reached `time`; at the next turn of the event loop if it has. */
  at(time: number, task: () => void): Cancel;
}

/** setTimeout counts in 32 bits; a longer wait fires at once (Node documents the limit). */
const LONGEST_TIMER = 2_147_483_647;

/** The machine's own clock. Its timers keep no process alive by themselves. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(time, task) {
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const wait = Math.max(0, time - Date.now());
      timer = setTimeout(
        () => (Date.now() >= time ? task() : arm()),
        Math.min(wait, LONGEST_TIMER),
      );
      timer.unref();
    };
    arm();
    return () => clearTimeout(timer);
  },
};
