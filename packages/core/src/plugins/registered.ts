import type { Outcome } from '../actions/outcome.js';
import type { Community } from '../model/community.js';
import type { Group } from '../model/group.js';
import type { CatchUp } from '../schedules/catch-up.js';
import type { MaybePromise } from '../store/store.js';
import type { AnyContext } from './context.js';

/** A schedule with whose it is. */
export interface RegisteredSchedule {
  readonly plugin: string;
  readonly name: string;
  readonly per: 'community' | 'group';
  readonly catchUp: CatchUp;
  cron(options: unknown, community: Community, group?: Group): string | undefined;
  run(context: AnyContext, slot: number): MaybePromise<void>;
}

/** A step that waits for the outcome of an action. */
export type SettledStep = (
  context: AnyContext,
  outcome: Outcome,
  data: unknown,
) => MaybePromise<void>;

/** A step that was posted from another lane. */
export type PostedStep = (context: AnyContext, data: unknown) => MaybePromise<void>;
