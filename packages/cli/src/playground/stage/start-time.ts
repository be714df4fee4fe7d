import { slotAfter } from '@kapwa/core';

const day = 86_400_000;

/** The moment a wall clock of a time zone shows `2027-03-01T08:00`, ms UTC. */
export function momentOf(wallClock: string, timeZone: string): number {
  const [, month = 1, date = 1, hour = 0, minute = 0] = wallClock.split(/\D/).map(Number);
  const asUtc = Date.parse(`${wallClock}:00Z`);
  // No time zone is a whole day away from UTC; within that day the moment comes once.
  const from = asUtc - day;
  return slotAfter(`${minute} ${hour} ${date} ${month} *`, timeZone, from) ?? asUtc;
}
