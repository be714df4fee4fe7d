import type { PlatformEvent } from '../events/event.js';

/** Takes in at one time what was handed over in one turn of the event loop. */
export interface Gathered {
  /** Resolves once the events are durable; rejects when they could not be taken in. */
  accept(events: readonly PlatformEvent[]): Promise<void>;
  /** Whether something waits for the end of the turn. */
  isBusy(): boolean;
}

interface Caller {
  readonly events: readonly PlatformEvent[];
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Under load many requests are read in one turn of the event loop. To take them in one by one costs
 * more than to answer them; together they are one call of the store and one write to the disk.
 *
 * What could not be taken in together is tried one by one: nobody pays for another's events.
 */
export function createGathered(
  take: (events: readonly PlatformEvent[]) => Promise<unknown>,
): Gathered {
  let callers: Caller[] = [];

  const alone = ({ events, resolve, reject }: Caller): void => {
    take(events).then(resolve, reject);
  };

  const takeAll = (): void => {
    const all = callers;
    callers = [];
    const [only] = all;
    if (all.length === 1 && only !== undefined) {
      alone(only);
      return;
    }
    const together: PlatformEvent[] = [];
    for (const { events } of all) together.push(...events);
    take(together).then(
      () => {
        for (const { resolve } of all) resolve();
      },
      () => all.forEach(alone),
    );
  };

  return {
    accept: (events) =>
      new Promise((resolve, reject) => {
        if (callers.length === 0) setImmediate(takeAll);
        callers.push({ events, resolve, reject });
      }),
    isBusy: () => callers.length > 0,
  };
}
