import type { OutboxItem } from '../store/store.js';

/** Nothing is given up after fewer tries. */
const FEWEST_TRIES = 8;

/** Nothing is given up sooner after the first try, ms: an outage of a night loses no message. */
const TRY_FOR = 24 * 3_600_000;

/** Longest wait between two tries, ms. */
const LONGEST_WAIT = 15 * 60_000;

/** Whether an action that was tried in vain is given up. */
export function isEnough({ attempt, firstTried = 0 }: OutboxItem, now: number): boolean {
  return attempt >= FEWEST_TRIES && now - firstTried >= TRY_FOR;
}

/** How long to wait before the next try, ms. Full jitter: up to a wait that doubles every time. */
export function waitBefore(item: OutboxItem, random: number): number {
  return Math.round(random * Math.min(LONGEST_WAIT, 1_000 * 2 ** item.attempt));
}

/**
 * When to look at an action again, ms UTC: when it may go out, or may no longer. Undefined for at
 * once, or for as soon as what it waits for has settled.
 */
export function wakesAt({ options }: OutboxItem, waitsForOthers: boolean): number | undefined {
  const { notBefore, expires } = options;
  if (waitsForOthers) return expires;
  if (notBefore === undefined || expires === undefined) return notBefore;
  return Math.min(notBefore, expires);
}
