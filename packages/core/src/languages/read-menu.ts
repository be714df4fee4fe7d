import type { Menu, MenuOption } from '../text/menu.js';
import { folded } from './folded.js';

/** What somebody answered: words, or a tap on a button or row of the platform's own menu. */
export interface MenuAnswer {
  readonly text: string;
  /** The id of the option that was tapped. */
  readonly choice?: string;
}

/** The only one of its kind; undefined where it could be several. */
function only(options: readonly MenuOption[]): MenuOption | undefined {
  return options.length === 1 ? options[0] : undefined;
}

/**
 * The option that was chosen: tapped, or named by its number in any script's digits, its label, or
 * its line of the menu. Undefined where it is none of these, or could be two.
 */
export function readMenuChoice(
  answer: string | MenuAnswer,
  { options }: Pick<Menu, 'options'>,
): MenuOption | undefined {
  const { text, choice = undefined } = typeof answer === 'string' ? { text: answer } : answer;
  if (choice !== undefined) return options.find(({ id }) => id === choice);
  const said = folded(text);
  if (said === '') return undefined;
  const byLabel = only(options.filter(({ label }) => folded(label) === said));
  if (byLabel !== undefined) return byLabel;
  return only(
    options.filter(({ label, description = '' }, index) => {
      const line = folded(`${index + 1} ${label}`);
      return (
        said === String(index + 1) || said === line || said === folded(`${line} ${description}`)
      );
    }),
  );
}
