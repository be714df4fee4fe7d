import type { Action, ActionOptions } from '../../actions/action.js';
import type { PauseState } from './pause-state.js';

const HOUR = 3_600_000;

/** How long something may have been held up by a pause and still be said, ms. */
const limits = {
  /** In a group the talk has moved on. */
  group: HOUR,
  /** To one person it is still news the same day. */
  direct: 24 * HOUR,
} as const;

/** Something that was to be said, and when it should have been. */
export interface HeldUp {
  readonly action: Action;
  readonly options: ActionOptions;
  /** ms UTC. */
  readonly due: number;
}

function limitOf({ action, options }: HeldUp): number | undefined {
  if (action.kind === 'message.react') return limits.group;
  const isReply = (options.priority ?? 'reply') === 'reply';
  if (!isReply || (action.kind !== 'message.send' && action.kind !== 'poll.send')) return undefined;
  return 'group' in action.to ? limits.group : limits.direct;
}

/**
 * Whether a pause has held something up for so long that it is better not said at all: replies in a
 * group after an hour, replies to one person after a day. Notices, announcements and everything
 * that is done rather than said are not too old by themselves; they have `expires` for that.
 *
 * While a community is paused this tells what would be too old if it were resumed at `now`.
 */
export function isTooOld(held: HeldUp, pause: PauseState, now: number): boolean {
  const limit = limitOf(held);
  if (limit === undefined) return false;
  const from = pause.paused ? pause.at : pause.from;
  const until = pause.paused ? now : pause.at;
  return from !== undefined && until - Math.max(held.due, from) > limit;
}
