import type { Kit } from '@kapwa/core';

/** A bot by which a community is compared with its file. */
export interface PlanningKit {
  readonly kit: Kit;
  readonly community: string;
  /** The community's file. */
  readonly path: string;
  /** Whether nothing of it is real. */
  readonly isDemo: boolean;
  /** Whether there is a messenger that can be asked. */
  readonly hasMessenger: boolean;
  /** Lets everything come to rest that has been asked for. */
  settle(): Promise<void>;
  close(): Promise<void>;
}
