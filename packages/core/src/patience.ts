import type { Cancel, Clock } from './clock.js';
import { promised } from './store/go-on.js';
import type { MaybePromise } from './store/store.js';

/** Waits for answers, but not for ever. */
export interface Patience {
  /**
   * Goes on with an answer: with what `late` says where it does not come in time, and `broke` where
   * it breaks off.
   */
  goOn<Answer, Next>(work: Promise<Answer>, ways: Ways<Answer, Next>): Promise<Next>;
  /** Lets go of the clock: whoever waits still, waits for the answer alone. */
  stop(): void;
}

/** What to do next. */
export interface Ways<Answer, Next> {
  came(answer: Answer): MaybePromise<Next>;
  late(): MaybePromise<Next>;
  broke(error: unknown): MaybePromise<Next>;
}

/** Somebody who waits, in a ring in the order in which patience runs out. */
interface Waiter {
  readonly until: number;
  giveUp(): void;
  before: Waiter;
  after: Waiter;
}

/** What is thrown at once rejects. */
function goingOn<Answer, Next>(ways: Ways<Answer, Next>, answer: Answer): MaybePromise<Next> {
  try {
    return ways.came(answer);
  } catch (error) {
    return Promise.reject(error);
  }
}

/** The place in the ring between its last and its first. */
function emptyRing(): Waiter {
  const start = { until: 0, giveUp: () => undefined } as unknown as Waiter;
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
    const now = clock.now();
    for (let one = ring.after; one !== ring && one.until <= now; one = ring.after) {
      leave(one);
      one.giveUp();
    }
    arm();
  };

  const arm = (): void => {
    if (timer === undefined && ring.after !== ring) timer = clock.at(ring.after.until, look);
  };

  const setIn = (): void => {
    if (isSettingIn || timer !== undefined) return;
    isSettingIn = true;
    setImmediate(() => {
      isSettingIn = false;
      arm();
    });
  };

  const join = (giveUp: () => void): Waiter => {
    const { before } = ring;
    const waiter: Waiter = { until: clock.now() + limit, giveUp, before, after: ring };
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
    goOn: (work, ways) =>
      new Promise((resolve) => {
        const waiter = join(() => resolve(promised(() => ways.late())));
        work.then(
          (answer) => {
            if (leave(waiter)) resolve(goingOn(ways, answer));
          },
          (error) => {
            if (leave(waiter)) resolve(promised(() => ways.broke(error)));
          },
        );
      }),
    stop() {
      timer?.();
      timer = undefined;
      ring.before = ring;
      ring.after = ring;
    },
  };
}
