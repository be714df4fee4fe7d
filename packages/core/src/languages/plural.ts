/** The plural categories of CLDR, as i18next writes them behind a key: `thanks_one`. */
export const pluralCategories = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
/** A plural category of CLDR. */
export type PluralCategory = (typeof pluralCategories)[number];

/** Chooses the plural category of a number in one language. */
export type PluralRule = (count: number) => PluralCategory;

/**
 * Languages Node has no data for. Without this table `Intl` silently takes the machine's own
 * language: under LANG=ar_EG Haitian Creole would have six plural forms.
 */
const withoutData: Readonly<Record<string, PluralRule>> = {
  ht: (count) => (count === 1 ? 'one' : 'other'),
};

const onlyOther: PluralRule = () => 'other';
const rules = new Map<string, PluralRule>();

function makeRule(tag: string): PluralRule {
  if (Intl.PluralRules.supportedLocalesOf(tag).length > 0) {
    const intl = new Intl.PluralRules(tag);
    const small = Array.from({ length: 201 }, (_, count) => intl.select(count));
    return (count) => small[count] ?? intl.select(count);
  }
  return withoutData[tag.split('-')[0] ?? tag] ?? onlyOther;
}

/** The plural rule of a BCP 47 tag, never the machine's own. */
export function pluralRule(tag: string): PluralRule {
  let rule = rules.get(tag);
  if (rule === undefined) {
    rule = makeRule(tag);
    rules.set(tag, rule);
  }
  return rule;
}
