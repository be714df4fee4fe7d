import type { DigitGroup } from './digit-groups.js';

/** How the digits of a number are laid out. */
export type NumberShape =
  /** `0712345678` */
  | 'unbroken'
  /** `0712 345 678`, `+254 (0)712 345678` */
  | 'blocks'
  /** `0 7 1 2 3 4 5 6 7 8` */
  | 'spaced'
  /** `07 1 2345 6 78`: nobody writes so, unless to hide something. */
  | 'scattered';

const MOST_BLOCKS = 6;
const FEWEST_SINGLES = 6;

/** Sees how digits are grouped; `0 712 345 678` and `33 6 39 98 12 34` are blocks as well. */
export function shapeOf(groups: readonly DigitGroup[]): NumberShape {
  if (groups.length === 1) return 'unbroken';
  const singles = groups.filter((group) => group.digits.length === 1).length;
  if (singles >= FEWEST_SINGLES && groups.every((group) => group.digits.length < 3))
    return 'spaced';
  const single = groups.findIndex((group) => group.digits.length === 1);
  const inBlocks = groups.every((group, at) => group.digits.length > 1 || at === single);
  return inBlocks && single < 2 && groups.length <= MOST_BLOCKS ? 'blocks' : 'scattered';
}

/** Groupings in which numbers without a leading 0 are written somewhere; others are tables. */
const BARE_GROUPINGS: ReadonlySet<string> = new Set([
  // Nine digits: Spain, Senegal, and the countries of a leading 0 when it is left out.
  ...['9', '3-3-3', '3-2-2-2', '2-3-2-2', '3-6', '2-7', '2-3-4', '3-2-4', '1-2-2-2-2'],
  // Ten: Philippines, India, Nepal, Mexico, North America.
  ...['10', '3-3-4', '5-5', '4-6', '2-4-4', '3-4-3', '4-3-3', '3-7', '2-8', '6-4', '4-2-2-2'],
  // Eleven, with the 1 of North America.
  ...['1-3-3-4', '1-10', '1-3-7'],
  // Eleven: Brazil.
  ...['2-5-4', '2-9', '3-4-4', '11'],
]);

/** Whether a number without `+` and 0 is grouped as people group such numbers. */
export function isUsualGrouping(groups: readonly DigitGroup[]): boolean {
  return BARE_GROUPINGS.has(groups.map((group) => group.digits.length).join('-'));
}

const LOCAL_GROUPINGS: ReadonlySet<string> = new Set(
  '7 8 3-4 4-3 4-4 3-2-2 2-2-3 2-2-2-2 2-3-3 3-5 1-3-4 1-7'.split(' '),
);

/** Whether seven or eight digits are grouped as a number inside one town is. */
export function isLocalGrouping(groups: readonly DigitGroup[]): boolean {
  return LOCAL_GROUPINGS.has(groups.map((group) => group.digits.length).join('-'));
}

/** Separators of lists and times, which one number has only when it is taken apart on purpose. */
export function hasListSeparators(groups: readonly DigitGroup[]): boolean {
  return groups.slice(1).some((group) => /[,;:]/.test(group.separator));
}

/** No group has fewer than three digits; a list of ages, days or numbers has. */
export function hasLongGroups(groups: readonly DigitGroup[]): boolean {
  return groups.every((group) => group.digits.length > 2);
}

/** All separators are the same, as in `0,9,1,7,...`. */
export function isUniform(groups: readonly DigitGroup[]): boolean {
  return groups.slice(2).every((group) => group.separator === groups[1]?.separator);
}

/** How many of the separators break the line. */
export function lineBreaks(groups: readonly DigitGroup[]): number {
  return groups.slice(1).filter((group) => group.separator.includes('\n')).length;
}
