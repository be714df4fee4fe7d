import { Cron } from 'croner';
import { KapwaError, messageOf } from '../errors.js';

/** A slot missed by more than this is left out: a reminder half a day late helps nobody. ms. */
export const LATEST_CATCH_UP = 12 * 3_600_000;

function cron(pattern: string, timeZone: string): Cron {
  try {
    return new Cron(pattern, { timezone: timeZone, paused: true });
  } catch (cause) {
    throw new KapwaError(
      'config.invalid',
      `"${pattern}" is not a schedule: ${messageOf(cause)}. Write it as five fields, such as "0 9 * * 1" for Mondays at nine.`,
      { cause },
    );
  }
}

/** The first slot after a moment, ms UTC; undefined when there is none any more. */
export function slotAfter(pattern: string, timeZone: string, moment: number): number | undefined {
  return cron(pattern, timeZone).nextRun(new Date(moment))?.getTime();
}

/**
 * The slot to take up at a start, after the bot was down: the last one missed, if it is not too
 * old. Earlier ones are left out, so that nobody is reminded five times at once.
 */
export function missedSlot(
  pattern: string,
  timeZone: string,
  last: number,
  now: number,
): number | undefined {
  let missed: number | undefined;
  const from = Math.max(last, now - LATEST_CATCH_UP);
  for (let slot = slotAfter(pattern, timeZone, from); slot !== undefined && slot <= now; ) {
    missed = slot;
    slot = slotAfter(pattern, timeZone, slot);
  }
  return missed;
}
