const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A pattern as lists; an empty list means every one. */
export interface Pattern {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** From 0, Sunday. */
  readonly weekdays: readonly number[];
}

/** The pattern as it is written for a schedule. */
export function cronOf({ minutes, hours, weekdays }: Pattern): string {
  const field = (list: readonly number[]): string => (list.length === 0 ? '*' : list.join(','));
  return `${field(minutes)} ${field(hours)} * * ${field(weekdays)}`;
}

function matches({ minutes, hours, weekdays }: Pattern, wall: number): boolean {
  const has = (list: readonly number[], value: number): boolean =>
    list.length === 0 || list.includes(value);
  const date = new Date(wall);
  return (
    has(minutes, date.getUTCMinutes()) &&
    has(hours, date.getUTCHours()) &&
    has(weekdays, date.getUTCDay())
  );
}

/** What the clock on the wall shows, read minute by minute from the names of months and days. */
function wallClock(timeZone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (moment) => Date.parse(`${format.format(moment).replace(' ', 'T')}Z`);
}

/**
 * The slots of a stretch, found in the slowest way there is: by looking at the wall every minute.
 * A time that the clock leaves out comes right after the gap, one that comes twice the first time.
 */
export function slotsByLooking(
  pattern: Pattern,
  timeZone: string,
  from: number,
  until: number,
): readonly number[] {
  const wallAt = wallClock(timeZone);
  const slots: number[] = [];
  const seen = new Set<number>();
  let before: number | undefined;
  for (let moment = from - DAY; moment <= until; moment += MINUTE) {
    const wall = wallAt(moment);
    let isSlot = !seen.has(wall) && matches(pattern, wall);
    for (let left = (before ?? wall) + MINUTE; left < wall; left += MINUTE) {
      isSlot ||= matches(pattern, left);
    }
    seen.add(wall);
    before = wall;
    if (isSlot && moment > from) slots.push(moment);
  }
  return slots;
}

/** The moment in a year at which a zone changes its clock for the first or second time, by the day. */
export function changeIn(timeZone: string, year: number, which: number): number {
  const wallAt = wallClock(timeZone);
  const changes: number[] = [];
  let offset: number | undefined;
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += DAY) {
    const now = wallAt(day) - day;
    if (offset !== undefined && now !== offset) changes.push(day);
    offset = now;
  }
  return changes[which % Math.max(1, changes.length)] ?? Date.UTC(year, 5, 1);
}
