/** Rings when something new has happened, for those who wait for it. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring. */
  heard(): Promise<void>;
}

/** A bell nobody waits at. */
export function createBell(): Bell {
  const waiting: (() => void)[] = [];
  return {
    ring() {
      for (const wake of waiting.splice(0)) wake();
    },
    heard: () => new Promise((resolve) => void waiting.push(resolve)),
  };
}
