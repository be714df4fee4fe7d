import type { Kit } from '@kapwa/core';
import { type SignalSource, stopOnSignal } from './stop-signals.js';

/**
 * Rejects with the reason when a kit cannot go on. Asked for before the kit is started, so that nothing
 * that happens meanwhile is missed.
 */
export function failureOf({ events }: Pick<Kit, 'events'>): Promise<never> {
  const failed = new Promise<never>((_, reject) => void events.once('kit.failed', reject));
  // Nobody may wait for it yet.
  failed.catch(() => undefined);
  return failed;
}

/** What ends a bot: a signal, or that its kit cannot go on. */
export interface Endings {
  /** What `failureOf` answers. */
  readonly failed: Promise<never>;
  readonly signals: SignalSource;
  /** Stops everything in order. */
  stop(): Promise<void>;
}

/**
 * Waits until a bot has ended. Rejects with the reason where its kit could not go on, as with a disk
 * that is full: a process that only says no is better started again.
 */
export async function untilEnded({ failed, signals, stop }: Endings): Promise<void> {
  try {
    await Promise.race([stopOnSignal(signals, stop), failed]);
  } catch (error) {
    // The store has failed already; closing it can only say so once more.
    await stop().catch(() => undefined);
    throw error;
  }
}
