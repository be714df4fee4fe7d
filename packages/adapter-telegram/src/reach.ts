import type { Reach, ReachFacts } from '@kapwa/core';

/** For so long a bot may write to somebody who asks to join, ms (Bot API, `ChatJoinRequest`). */
const REQUEST_TIME = 5 * 60_000;

/**
 * Once somebody has pressed Start a bot may write to them until they block it; before, only for the
 * five minutes after they have asked to be let into a group.
 */
export function reach({ hasWritten, askedToJoinAt, now }: ReachFacts): Reach {
  const isAsking = askedToJoinAt !== undefined && now < askedToJoinAt + REQUEST_TIME;
  return hasWritten || isAsking ? 'open' : 'must-write-first';
}
