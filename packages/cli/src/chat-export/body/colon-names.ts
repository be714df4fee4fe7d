import { detached } from '../detached.js';

/** Names that hold `: `, by the part before it: `Dr` leads to `Dr: Amina`. */
export type ColonNames = ReadonlyMap<string, readonly string[]>;

/** Counts how the bodies of a chat begin, to tell a name with a colon from a text with one. */
export interface ColonTally {
  readonly prefixes: Map<string, PrefixTally>;
}

interface PrefixTally {
  total: number;
  readonly seconds: Map<string, number>;
}

const mostPrefixes = 4000;
const mostSeconds = 50;

/** One occurrence is enough after one of these, when a name follows. */
const titles = new Set(
  (
    'dr dra doc doctor prof mr mrs ms miss sir madam nurse sister brother sr bro matron midwife ' +
    'clinician pharm pastor rev coach admin chw chv chps bhw chief eng engr hon capt mama mwalimu ' +
    'muuguzi daktari doktor doctora enfermera enfermero docteur د دكتور دكتورة ممرضة डॉ डॉक्टर नर्स'
  ).split(' '),
);

const nameLike =
  /^[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}.'’-]*(?: [\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}.'’-]*){0,3}$/u;

/** A tally that has seen nothing yet. */
export function newColonTally(): ColonTally {
  return { prefixes: new Map() };
}

/** Whether a single `Dr: Amina: ` can be taken for a name. */
export function isTitledName(prefix: string, second: string): boolean {
  return titles.has(prefix.toLowerCase().replace(/\.$/, '')) && nameLike.test(second);
}

/** What stands between the first and the second `: `, when both come early in the body. */
export function secondPart(body: string, from: number): string | undefined {
  const end = body.indexOf(': ', from);
  return end < 0 || end - from > 40 || end === from ? undefined : body.slice(from, end);
}

/** Takes one body into account; `prefix` is what stands before its first `: `. */
export function tallyColons(tally: ColonTally, prefix: string, second: string | undefined): void {
  let entry = tally.prefixes.get(prefix);
  if (entry === undefined) {
    if (tally.prefixes.size >= mostPrefixes) return;
    entry = { total: 0, seconds: new Map() };
    tally.prefixes.set(detached(prefix), entry);
  }
  entry.total += 1;
  if (second === undefined) return;
  const count = entry.seconds.get(second) ?? 0;
  if (count === 0 && entry.seconds.size >= mostSeconds) return;
  entry.seconds.set(count === 0 ? detached(second) : second, count + 1);
}

/**
 * A prefix that never stands alone and is always followed by names that come back is no name by
 * itself. Whoever does write as `Dr` alone keeps that name.
 */
export function decideColonNames(tally: ColonTally): ColonNames {
  const names = new Map<string, readonly string[]>();
  for (const [prefix, { total, seconds }] of tally.prefixes) {
    const likely = [...seconds].filter(
      ([second, count]) => isTitledName(prefix, second) || (count >= 3 && nameLike.test(second)),
    );
    const covered = likely.reduce((sum, [, count]) => sum + count, 0);
    if (covered === 0 || covered < total) continue;
    const full = likely.map(([second]) => `${prefix}: ${second}`);
    names.set(
      prefix,
      full.sort((one, other) => other.length - one.length),
    );
  }
  return names;
}
