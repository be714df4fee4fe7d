import type { Clock } from '../clock.js';
import { KapwaError } from '../errors.js';
import { createPatience, type Ways } from '../patience.js';

/** A handler may take this long, ms; then its part is dropped and tried again later. */
const HANDLER_LIMIT = 10_000;

/** Waits for handlers, but not for ever. */
export interface Deadline {
  /** What a handler answers. Raises `plugin.failed` when it takes too long. */
  within<Answer>(work: Promise<Answer>, plugin: string): Promise<Answer>;
}

function cutOff(plugin: string): KapwaError {
  const seconds = HANDLER_LIMIT / 1000;
  return new KapwaError(
    'plugin.failed',
    `${plugin} took longer than ${seconds} s and was cut off.`,
  );
}

/** A handler somebody waits for. */
interface Awaited {
  readonly plugin: string;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

const ways: Ways<unknown, Awaited> = {
  came: ({ resolve }, answer) => resolve(answer),
  late: ({ plugin, reject }) => reject(cutOff(plugin)),
  broke: ({ reject }, error) => reject(error),
};

/** Makes the deadline of all handlers of a kit. */
export function createDeadline(clock: Clock): Deadline {
  const patience = createPatience(clock, HANDLER_LIMIT);
  return {
    within: <Answer>(work: Promise<Answer>, plugin: string) =>
      new Promise<Answer>((resolve, reject) =>
        patience.wait<unknown, Awaited>(work, ways, {
          plugin,
          resolve: resolve as Awaited['resolve'],
          reject,
        }),
      ),
  };
}
