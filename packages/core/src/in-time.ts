import type { Cancel, Clock } from './clock.js';

/** Waits for something, but not longer than `limit` ms; answers whether it came in time. */
export async function inTime(
  work: Promise<unknown>,
  limit: number,
  clock: Clock,
): Promise<boolean> {
  let cancel: Cancel | undefined;
  const late = new Promise<boolean>((resolve) => {
    cancel = clock.after(limit, () => resolve(false));
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    cancel?.();
  }
}
