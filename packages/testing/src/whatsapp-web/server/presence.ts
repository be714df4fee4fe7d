import type { Companion } from '../devices/companion.js';

/** Which linked devices are logged in and have been given what had waited. */
export interface Presence {
  isReady(companion: Companion): boolean;
  /** Resolves at the next login of this device. */
  nextLogin(companion: Companion): Promise<void>;
  entered(companion: Companion): void;
  /** From now on it is refused with 403. */
  forbid(companion: Companion): void;
  isForbidden(companion: Companion): boolean;
}

/** Nobody is there yet. */
export function createPresence(): Presence {
  const ready = new WeakMap<Companion, unknown>();
  const waiting = new Map<Companion, (() => void)[]>();
  const forbidden = new Set<Companion>();
  return {
    isReady: (companion) =>
      companion.connection?.isOpen === true && ready.get(companion) === companion.connection,
    nextLogin: (companion) =>
      new Promise((resolve) => {
        waiting.set(companion, [...(waiting.get(companion) ?? []), resolve]);
      }),
    entered(companion) {
      ready.set(companion, companion.connection);
      for (const wake of waiting.get(companion) ?? []) wake();
      waiting.delete(companion);
    },
    forbid: (companion) => void forbidden.add(companion),
    isForbidden: (companion) => forbidden.has(companion),
  };
}
