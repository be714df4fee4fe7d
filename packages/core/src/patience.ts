import type { Cancel, Clock } from './clock.js';

/** Waits for answers, but not for ever. */
export interface Patience {
  /** Goes on with an answer, or in another way where it does not come in time or breaks off. */
  wait<Answer, Given>(work: Promise<Answer>, ways: Ways<Answer, Given>, given: Given): void;
  /** Lets go of the clock: whoever waits still, waits for the answer alone. */
  stop(): void;
}

/** What to do next, with what was given for it: one of them is called, once. They must not throw. */
export interface Ways<Answer, Given> {
  came(given: Given, answer: Answer): void;
  late(given: Given): void;
  broke(given: Given, error: unknown): void;
}

/** Somebody who waits, in a ring in the order in which patience runs out. */
interface Waiter {
  /** By the clock's `elapsed`, ms. */
  readonly until: number;
  readonly ways: Pick<Ways<never, unknown>, 'late'>;
  readonly given: unknown;
  before: Waiter;
  after: Waiter;
}

/** The place in the ring between its last and its first. */
function emptyRing(): Waiter {
  const start = { until: 0, ways: { late: () => undefined } } as unknown as Waiter;
  start.before = start;
  start.after = start;
  return start;
}

/**
 * Makes a patience of `limit` ms. However many answers are waited for, there is one timer, and none
 * for answers that come within the same turn of the event loop.
 */
export function createPatience(clock: Clock, limit: number): Patience {
  const ring = emptyRing();
  let timer: Cancel | undefined;
  let isSettingIn = false;

  const look = (): void => {
    timer = undefined;
    const now = clock.elapsed();
    for (let one = ring.after; one !== ring && one.until <= now; one = ring.after) {
      leave(one);
      one.ways.late(one.given);
    }
    arm();
  };

  const arm = (): void => {
    if (timer === undefined && ring.after !== ring) {
      timer = clock.after(ring.after.until - clock.elapsed(), look);
    }
  };

  const setIn = (): void => {
    if (isSettingIn || timer !== undefined) return;
    isSettingIn = true;
    setImmediate(() => {
      isSettingIn = false;
      arm();
    });
  };

  const join = (ways: Waiter['ways'], given: unknown): Waiter => {
    const { before } = ring;
    const waiter: Waiter = { until: clock.elapsed() + limit, ways, given, before, after: ring };
    before.after = waiter;
    ring.before = waiter;
    setIn();
    return waiter;
  };

  /** False for somebody who has left before. */
  const leave = (waiter: Waiter): boolean => {
    if (waiter.after === waiter) return false;
    waiter.before.after = waiter.after;
    waiter.after.before = waiter.before;
    waiter.before = waiter;
    waiter.after = waiter;
    if (timer !== undefined && ring.after === ring) {
      timer();
      timer = undefined;
    }
    return true;
  };

  return {
    wait(work, ways, given) {
      const waiter = join(ways as Waiter['ways'], given);
      work.then(
        (answer) => {
          if (leave(waiter)) ways.came(given, answer);
        },
        (error) => {
          if (leave(waiter)) ways.broke(given, error);
        },
      );
    },
    stop() {
      timer?.();
      timer = undefined;
      ring.before = ring;
      ring.after = ring;
    },
  };
}
