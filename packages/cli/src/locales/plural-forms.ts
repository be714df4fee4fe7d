import { type PluralCategory, pluralCategories, pluralRule } from '@kapwa/core';

/** What the plural rule of a language asks of its texts. */
export interface PluralForms {
  /** Forms that some whole number up to a thousand takes, and `other`. */
  readonly required: readonly PluralCategory[];
  /** All forms the language knows, such as the `many` of Spanish for a million. */
  readonly known: readonly PluralCategory[];
  /** Forms that one single whole number takes: these need not name it. */
  readonly single: readonly PluralCategory[];
}

const upTo = 1000;
/** Numbers beyond by which languages have forms of their own, fractions among them. */
const beyond = [10_000, 100_000, 1_000_000, 2_000_000, 0.5, 1.5, 2.5];

/** The forms of a language, also of those this Node has no data for. */
export function pluralFormsOf(tag: string): PluralForms {
  const rule = pluralRule(tag);
  const numbers = new Map<PluralCategory, number>();
  for (let count = 0; count <= upTo; count += 1) {
    numbers.set(rule(count), (numbers.get(rule(count)) ?? 0) + 1);
  }
  const required = pluralCategories.filter((form) => form === 'other' || numbers.has(form));
  const more = new Set(beyond.map(rule));
  return {
    required,
    known: pluralCategories.filter((form) => required.includes(form) || more.has(form)),
    single: required.filter((form) => numbers.get(form) === 1),
  };
}

const form = new RegExp(`^(.+)_(${pluralCategories.join('|')})$`);

/** A key taken apart: the message, and which plural form of it. */
export interface PluralKey {
  readonly base: string;
  readonly category: PluralCategory;
}

/** A key that has the ending of a plural form; whether it is one the source decides. */
export function pluralKeyOf(key: string): PluralKey | undefined {
  const [, base, category] = form.exec(key) ?? [];
  if (base === undefined || category === undefined) return undefined;
  return { base, category: category as PluralCategory };
}

/** The plural messages of a file in English: those that have both of its forms. */
export function pluralMessages(keys: Iterable<string>): ReadonlySet<string> {
  const all = new Set(keys);
  return new Set(
    [...all].flatMap((key) => {
      const parts = pluralKeyOf(key);
      return parts?.category === 'other' && all.has(`${parts.base}_one`) ? [parts.base] : [];
    }),
  );
}
