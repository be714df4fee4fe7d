import { payloadsOf } from './notes.js';

/** Says notes to all who hear. */
export interface Saying {
  /** Goes with what else is said in this moment, and with what is said while the last notes go. */
  say(note: string): void;
  /** When everything that was said has gone, or has been given up. */
  done(): Promise<void>;
}

/**
 * Makes the one that says things for this process. What cannot be sent is lost: a note is only a
 * hint. `send` sends all at once, in their order.
 */
export function createSaying(send: (payloads: readonly string[]) => Promise<unknown>): Saying {
  let waiting: string[] = [];
  let going: Promise<void> | undefined;
  let number = 0;

  const run = async (): Promise<void> => {
    // Notes of one moment go together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const payloads = waiting;
      waiting = [];
      await send(payloads).catch(() => undefined);
    }
    going = undefined;
  };

  return {
    say(note) {
      number += 1;
      waiting.push(...payloadsOf(note, number));
      going ??= run();
    },
    async done() {
      await going;
    },
  };
}
