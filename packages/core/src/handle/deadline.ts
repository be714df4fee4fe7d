import type { Clock } from '../clock.js';
import { KapwaError } from '../errors.js';

/** A handler may take this long, ms; then its part is dropped and tried again later. */
const HANDLER_LIMIT = 10_000;

/** Waits for a handler, but not for ever. Raises `plugin.failed` when it takes too long. */
export function withinLimit<Answer>(
  work: Promise<Answer>,
  plugin: string,
  clock: Clock,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const cancel = clock.at(clock.now() + HANDLER_LIMIT, () => {
      const seconds = HANDLER_LIMIT / 1000;
      reject(
        new KapwaError('plugin.failed', `${plugin} took longer than ${seconds} s and was cut off.`),
      );
    });
    work.then(resolve, reject).finally(cancel);
  });
}
