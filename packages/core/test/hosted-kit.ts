import { createKit, createMemoryStore, type Kit, type KitOptions, type Store } from '@kapwa/core';
import { blueprintOf, healthWorkers, type TurnableClock, turnableClock } from '@kapwa/testing';
import { onTestFinished } from 'vitest';

/** A kit that events are handed to by the test, on a clock that does not wait for it. */
export interface HostedKit {
  readonly kit: Kit;
  readonly clock: TurnableClock;
  readonly store: Store;
}

/** Starts a kit for the health workers, without a messenger unless one is given. */
export async function hostedKit(options: Partial<KitOptions> = {}): Promise<HostedKit> {
  const clock = turnableClock();
  const store = options.store ?? createMemoryStore();
  const kit = createKit({ communities: [blueprintOf(healthWorkers)], clock, store, ...options });
  await kit.start();
  onTestFinished(() => kit.stop());
  return { kit, clock, store };
}
