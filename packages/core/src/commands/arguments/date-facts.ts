import { foldWord } from '../fold-word.js';

/** What a date is read by: words, the order of day and month, where it is and when. */
export interface DateFacts {
  /** ms UTC. */
  readonly now: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly dayFirst: boolean;
  /** From 0 for Sunday, by folded name. */
  readonly weekdays: ReadonlyMap<string, number>;
  /** From 1, by folded name. */
  readonly months: ReadonlyMap<string, number>;
  /** How many days from today, by folded word. */
  readonly days: ReadonlyMap<string, number>;
  /** Words that say nothing: `at`, `on`. */
  readonly fillers: ReadonlySet<string>;
}

/** A Sunday in January; day and month names are taken from the days behind it. */
const SUNDAY = Date.UTC(2023, 0, 1);

function hasData(tag: string): boolean {
  return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
}

/** Names the calendar of a language has, by folded name; those that mean two things are left out. */
function names(
  languages: readonly string[],
  part: 'weekday' | 'month',
  moments: readonly number[],
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const styles = part === 'weekday' ? [{}] : [{}, { day: 'numeric' } as const];
  for (const language of languages.filter(hasData)) {
    for (const width of ['long', 'short'] as const) {
      for (const style of styles) {
        const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, {
          ...style,
          [part]: width,
          timeZone: 'UTC',
        });
        for (const [index, moment] of moments.entries()) {
          const name = format.formatToParts(moment).find(({ type }) => type === part)?.value ?? '';
          const folded = foldWord(name);
          if (/\p{L}/u.test(folded) && !found.has(folded)) found.set(folded, index);
        }
      }
    }
  }
  return found;
}

const kept = new Map<string, Pick<DateFacts, 'weekdays' | 'months'>>();

/** The names of weekdays and months in a language, and in English. */
export function calendarNames(language: string): Pick<DateFacts, 'weekdays' | 'months'> {
  let facts = kept.get(language);
  if (facts === undefined) {
    const languages = [...new Set([language, 'en'])];
    const days = Array.from({ length: 7 }, (_, index) => SUNDAY + index * 86_400_000);
    const months = Array.from({ length: 12 }, (_, index) => Date.UTC(2023, index, 15));
    const byMonth = [...names(languages, 'month', months)];
    facts = {
      weekdays: names(languages, 'weekday', days),
      months: new Map(byMonth.map(([name, index]) => [name, index + 1])),
    };
    kept.set(language, facts);
  }
  return facts;
}

/** Whether the day stands before the month where people write in this language and country. */
export function writesDayFirst(language: string, country: string | undefined): boolean {
  const base = new Intl.Locale(language);
  const tag =
    base.region === undefined && country !== undefined
      ? new Intl.Locale(base, { region: country }).toString()
      : language;
  if (!hasData(tag)) return true;
  const format = new Intl.DateTimeFormat(`${tag}-u-ca-gregory`, {
    day: 'numeric',
    month: 'numeric',
  });
  const order = format.formatToParts(SUNDAY).map(({ type }) => type);
  return order.indexOf('day') < order.indexOf('month');
}
