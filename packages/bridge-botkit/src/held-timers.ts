import { createHook } from 'node:async_hooks';

/**
 * Runs something and says which timers it left running.
 *
 * The web adapter starts one that nothing ever stops and that keeps the process alive. Its handle is
 * shown to nobody but Node's own hooks.
 */
export function startedTimers(run: () => void): readonly object[] {
  const timers: object[] = [];
  const hook = createHook({
    init(_id, type, _trigger, resource) {
      if (type === 'Timeout') timers.push(resource);
    },
  });
  hook.enable();
  try {
    run();
  } finally {
    hook.disable();
  }
  return timers;
}

/** Stops timers; those that have run out already do not mind. */
export function stopTimers(timers: readonly object[]): void {
  for (const timer of timers) clearTimeout(timer as NodeJS.Timeout);
}
