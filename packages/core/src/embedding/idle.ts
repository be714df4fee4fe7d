/** Tells when a kit has nothing left to do. */
export interface Idle {
  /** Resolves once nothing is under way. */
  wait(): Promise<void>;
  /** Looks whether that is so now; to be called whenever something has ended. */
  check(): void;
}

/** Makes what waits for `isBusy` to become false. */
export function createIdle(isBusy: () => boolean): Idle {
  const waiters = new Set<() => void>();
  const check = (): void => {
    if (waiters.size === 0 || isBusy()) return;
    for (const waiter of waiters) waiter();
    waiters.clear();
  };
  return {
    wait: () =>
      new Promise((resolve) => {
        waiters.add(resolve);
        check();
      }),
    check,
  };
}
