import type { Kit } from '@kapwa/core';
import { type SignalSource, stopOnSignal } from './stop-signals.js';

/** What ends a bot: a signal, or that its kit cannot go on. */
export interface Endings {
  readonly kit: Pick<Kit, 'events'>;
  readonly signals: SignalSource;
  /** Stops everything in order. */
  stop(): Promise<void>;
}

/**
 * Waits until a bot has ended. Rejects with the reason where its kit could not go on, as with a disk
 * that is full: a process that only says no is better started again.
 */
export async function untilEnded({ kit, signals, stop }: Endings): Promise<void> {
  const failed = new Promise<never>((_, reject) => void kit.events.once('kit.failed', reject));
  try {
    await Promise.race([stopOnSignal(signals, stop), failed]);
  } catch (error) {
    // The store has failed already; closing it can only say so once more.
    await stop().catch(() => undefined);
    throw error;
  }
}
