import type { Menu } from '../text/menu.js';
import { plainText } from '../text/plain-text.js';
import type { Text } from '../text/text.js';

/** A question as it is sent: with its options in the text, and apart from it for buttons or a list. */
export interface Question {
  /** The words without the options where there is a menu. */
  readonly text: Text;
  readonly menu?: Menu;
}

/** Stands between the languages of one option. */
const BETWEEN = ' / ';

/** One option, with its names in the languages of the question. */
export interface NamedOption {
  readonly id: string;
  readonly names: readonly Text[];
}

/**
 * A question whose options a platform may show as its own menu; elsewhere it is `whole`, in which
 * they stand as lines.
 */
export function questionWithMenu(
  bare: Text,
  whole: Text,
  options: readonly NamedOption[],
): Question {
  if (options.length === 0 || bare.length === 0) return { text: whole };
  const named = options.map(({ id, names }) => ({
    id,
    label: [...new Set(names.map(plainText))].join(BETWEEN),
  }));
  return { text: bare, menu: { options: named, numbered: whole } };
}
