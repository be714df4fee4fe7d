import type { Cancel, Clock } from '../clock.js';

/** Waits for answers, but not for ever. */
export interface Patience {
  /** The answer; undefined when it did not come in time. Rejects as `work` does. */
  answerOf<Answer>(work: Promise<Answer>): Promise<Answer | undefined>;
  /** Lets go of the clock: whoever waits still, waits for the answer alone. */
  stop(): void;
}

/** Somebody who waits. */
interface Waiter {
  readonly until: number;
  giveUp(): void;
}

/**
 * Makes a patience of `limit` ms. However many answers are waited for, there is one timer, and none
 * for answers that come within the same turn of the event loop.
 */
export function createPatience(clock: Clock, limit: number): Patience {
  // In the order in which they run out.
  const waiters = new Set<Waiter>();
  let timer: Cancel | undefined;
  let isSettingIn = false;

  const look = (): void => {
    timer = undefined;
    for (const waiter of waiters) {
      if (waiter.until > clock.now()) break;
      waiter.giveUp();
    }
    arm();
  };

  const arm = (): void => {
    const [first] = waiters;
    if (timer === undefined && first !== undefined) timer = clock.at(first.until, look);
  };

  const setIn = (): void => {
    if (isSettingIn || timer !== undefined) return;
    isSettingIn = true;
    setImmediate(() => {
      isSettingIn = false;
      arm();
    });
  };

  const leave = (waiter: Waiter): void => {
    waiters.delete(waiter);
    if (timer === undefined || waiters.size > 0) return;
    timer();
    timer = undefined;
  };

  return {
    answerOf: (work) =>
      new Promise((resolve, reject) => {
        const waiter: Waiter = {
          until: clock.now() + limit,
          giveUp() {
            waiters.delete(waiter);
            resolve(undefined);
          },
        };
        waiters.add(waiter);
        setIn();
        work.then(
          (answer) => {
            leave(waiter);
            resolve(answer);
          },
          (error) => {
            leave(waiter);
            reject(error);
          },
        );
      }),
    stop() {
      timer?.();
      waiters.clear();
    },
  };
}
