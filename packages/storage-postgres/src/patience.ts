import { isPassing } from './failures.js';

const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 2_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Does something again while it fails for reasons that pass, such as a server that is started anew,
 * for at most `patience` ms. It must be such that doing it twice does no harm.
 */
export async function patiently<Answer>(
  patience: number,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const until = performance.now() + patience;
  for (let wait = FIRST_PAUSE; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || performance.now() + wait > until) throw error;
    }
    await pause(wait * (0.5 + Math.random() / 2));
  }
}
