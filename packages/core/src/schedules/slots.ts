import { KapwaError, messageOf } from '../errors.js';
import { cron } from '../read-when-used.js';
import { createKeptAnswers } from './kept-answers.js';
import { type NextOnTheWall, plainPattern } from './plain-pattern.js';
import { momentAt, wallAt } from './wall-clock.js';

/** Most patterns and answers that are kept ready; many communities share a few. */
const MOST_KEPT = 1_000;

const MINUTE = 60_000;

const patterns = createKeptAnswers<NextOnTheWall>(MOST_KEPT);

/**
 * croner only reads the pattern here, on a clock that is never changed: what it does itself where
 * a clock is put forward or back differs from pattern to pattern.
 */
function byCroner(pattern: string): NextOnTheWall {
  const Cron = cron();
  try {
    const times = new Cron(pattern, { utcOffset: 0, paused: true });
    return (wall) => times.nextRun(new Date(wall))?.getTime();
  } catch (cause) {
    throw new KapwaError(
      'config.invalid',
      `"${pattern}" is not a schedule: ${messageOf(cause)}. Write it as five fields, such as "0 9 * * 1" for Mondays at nine.`,
      { cause },
    );
  }
}

function nextOf(pattern: string): NextOnTheWall {
  return patterns(pattern, () => plainPattern(pattern) ?? byCroner(pattern));
}

/** Raises `config.invalid` for what is no pattern. */
export function checkPattern(pattern: string): void {
  nextOf(pattern);
}

/** No slot lies after the first moment and before the second. */
interface Known {
  readonly from: number;
  readonly next: number | undefined;
}

const nextSlots = createKeptAnswers<Known>(MOST_KEPT);

function findSlot(pattern: string, timeZone: string, moment: number): number | undefined {
  const nextAfter = nextOf(pattern);
  let wall = wallAt(moment, timeZone);
  for (;;) {
    const next = nextAfter(wall);
    if (next === undefined) return undefined;
    const slot = momentAt(next, timeZone);
    // In an hour that comes twice the wall shows again what has been.
    if (slot > moment) return slot;
    wall = next;
  }
}

/**
 * The first slot after a moment, ms UTC; undefined when there is none any more.
 *
 * A slot in the hour that is left out when the clock is put forward comes right after that hour;
 * several become one. A slot in the hour that comes twice when it is put back comes once, the
 * first time. Raises `config.invalid` for what is no pattern.
 */
export function slotAfter(pattern: string, timeZone: string, moment: number): number | undefined {
  const known = nextSlots(
    `${timeZone} ${pattern}`,
    () => ({ from: moment, next: findSlot(pattern, timeZone, moment) }),
    ({ from, next }) => from <= moment && (next === undefined || next > moment),
  );
  return known.next;
}

const stretches = createKeptAnswers<readonly number[]>(MOST_KEPT);

function lastSlots(
  pattern: string,
  timeZone: string,
  from: number,
  until: number,
  most: number,
): readonly number[] {
  // Looks further and further back, so that neither a rare nor a frequent slot takes long to find.
  for (let back = MINUTE; ; back *= 4) {
    const start = Math.max(from, until - back);
    const found: number[] = [];
    let slot = findSlot(pattern, timeZone, start);
    while (slot !== undefined && slot <= until) {
      found.push(slot);
      slot = findSlot(pattern, timeZone, slot);
    }
    if (found.length >= most || start === from) return found.slice(-most);
  }
}

/** The last slots after one moment and up to another, at most so many, in order; ms UTC. */
export function slotsUpTo(
  pattern: string,
  timeZone: string,
  stretch: { readonly from: number; readonly until: number; readonly most: number },
): readonly number[] {
  const { from, until, most } = stretch;
  return stretches(`${timeZone} ${pattern} ${from} ${until} ${most}`, () =>
    lastSlots(pattern, timeZone, from, until, most),
  );
}
