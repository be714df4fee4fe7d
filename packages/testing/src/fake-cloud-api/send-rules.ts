import type { Clock } from '@kapwa/core';
import { type GraphError, graphError } from './graph-error.js';
import type { PhoneState } from './phone.js';

/** Limits Meta sets on how fast a number may send. Off unless given. */
export interface SendRates {
  /** One message to one person in so many ms; Meta's is about 6,000. */
  readonly pairEvery?: number;
  /** So many messages in a second in all; Meta's is 80. */
  readonly perSecond?: number;
}

/** Decides whether a message may go out now. */
export interface SendRules {
  /** Why not, or undefined. Counts the message where it may. */
  refuse(to: readonly PhoneState[], isTemplate: boolean, isGroup: boolean): GraphError | undefined;
}

/** How long after a person's own message anything may be written to them, ms. */
const WINDOW = 24 * 60 * 60 * 1000;

/** The window of 24 hours, the rate to one person, and the rate of the number. */
export function createSendRules(clock: Clock, rates: SendRates): SendRules {
  const lastTo = new Map<string, number>();
  let recent: number[] = [];

  const outsideWindow = ({ lastWrote }: PhoneState): boolean =>
    lastWrote === undefined || clock.now() - lastWrote >= WINDOW;
  const tooSoon = ({ userId }: PhoneState): boolean =>
    clock.now() - (lastTo.get(userId) ?? Number.NEGATIVE_INFINITY) < (rates.pairEvery ?? 0);

  return {
    refuse(to, isTemplate, isGroup) {
      const now = clock.now();
      recent = recent.filter((at) => at > now - 1000);
      if (rates.perSecond !== undefined && recent.length >= rates.perSecond) {
        return graphError(130429, 'Rate limit hit');
      }
      if (!isGroup && to.some(tooSoon)) {
        return graphError(131056, '(Business Account, Consumer Account) pair rate limit hit');
      }
      if (!isGroup && !isTemplate && to.some(outsideWindow))
        return graphError(131047, 'Re-engagement message');
      recent.push(now);
      for (const { userId } of to) lastTo.set(userId, now);
      return undefined;
    },
  };
}
