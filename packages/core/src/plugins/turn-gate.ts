/**
 * Keeps turns and changes of plugins apart: a plugin never goes while one of its handlers runs,
 * and no turn runs while plugins change.
 */
export interface TurnGate {
  /** Begins a turn: at once where nothing is answered, otherwise when the promise resolves. */
  enter(): Promise<void> | undefined;
  /** Ends a turn. */
  leave(): void;
  /** Waits for the turns that run, keeps others waiting, and does the work. One after the other. */
  alone<Answer>(work: () => Promise<Answer>): Promise<Answer>;
}

/** Makes a gate that is open. */
export function createTurnGate(): TurnGate {
  let running = 0;
  let closed: Promise<unknown> | undefined;
  let whenEmpty: (() => void) | undefined;

  const empty = (): Promise<void> =>
    new Promise((resolve) => {
      whenEmpty = resolve;
      if (running === 0) resolve();
    });

  const enterLater = async (): Promise<void> => {
    while (closed !== undefined) await closed;
    running += 1;
  };

  return {
    enter() {
      if (closed !== undefined) return enterLater();
      running += 1;
      return undefined;
    },
    leave() {
      running -= 1;
      if (running === 0) whenEmpty?.();
    },
    async alone(work) {
      const mine = Promise.resolve(closed).then(empty).then(work);
      const done = mine.catch(() => undefined);
      closed = done;
      try {
        return await mine;
      } finally {
        if (closed === done) closed = undefined;
      }
    },
  };
}
