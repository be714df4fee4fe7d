/** A limit to waiting. */
export interface Patience {
  /** Resolves when it is over. */
  readonly over: Promise<'over'>;
  /** Leaves no timer behind. */
  end(): void;
}

/** Patience for so many ms of the machine's own clock: sockets live in real time. */
export function patience(ms: number): Patience {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<'over'>((resolve) => {
    timer = setTimeout(() => resolve('over'), ms);
  });
  return { over, end: () => clearTimeout(timer) };
}
