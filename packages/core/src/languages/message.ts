import type { Part, Text } from '../text/text.js';

/** Several values that are listed the way the language lists them: `A, B, and C`, `A, B na C`. */
export interface ListValue {
  readonly kind: 'listing';
  readonly items: readonly (string | Part)[];
}

/** What may fill a placeholder: words, a number, a mention, a list, or a text made elsewhere. */
export type Value = string | number | Part | ListValue | Text;

/** Values to be listed the way the language of the message lists them. */
export function listOf(items: readonly (string | Part)[]): ListValue {
  return { kind: 'listing', items };
}

/** The values of one message, by placeholder name. `count` chooses the plural form. */
export type Values = Readonly<Record<string, Value>>;
