import { numbered, plain, type Text } from './text.js';

/** One thing to choose. */
export interface MenuOption {
  /** What the choice is called in the program; people never see it. */
  readonly id: string;
  /** What people read, and may answer. */
  readonly label: string;
  /** A second line, where there is more to say. */
  readonly description?: string;
}

/** Options of which people choose one. */
export interface Menu {
  readonly options: readonly MenuOption[];
  /** What the button says behind which a platform hides a long menu; in the reader's language. */
  readonly button?: string;
  /**
   * The whole message where the options have to be lines of it, with these lines; numbered lines
   * below the text unless given.
   */
  readonly numbered?: Text;
}

/** What a platform's own menus can hold, in UTF-16 units. */
export interface MenuLimits {
  /** Options as buttons below the message. */
  readonly buttons?: { readonly most: number; readonly label: number };
  /** Options as a list behind a button. */
  readonly list?: {
    readonly most: number;
    readonly label: number;
    readonly description: number;
    readonly button: number;
  };
  /** The longest id that comes back with an answer. */
  readonly id: number;
  /** Whether groups have menus, too, or only direct chats. */
  readonly groups: boolean;
}

/** How a menu is shown. */
export type MenuForm = 'buttons' | 'list' | 'numbered';

function fits(words: string, most: number): boolean {
  return words.length <= most && words.trim() !== '' && !words.includes('\n');
}

function allDiffer(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}

/**
 * How a menu is shown where a platform has menus of its own: as its buttons or list where every
 * label fits whole, and otherwise as numbered lines. No label is ever cut.
 */
export function menuForm(
  { options, button = '' }: Menu,
  limits: MenuLimits | undefined,
  direct: boolean,
): MenuForm {
  if (limits === undefined || options.length === 0 || !(direct || limits.groups)) return 'numbered';
  const { buttons, list, id } = limits;
  const isPossible =
    allDiffer(options.map((option) => option.label)) &&
    allDiffer(options.map((option) => option.id)) &&
    options.every((option) => fits(option.id, id));
  if (!isPossible) return 'numbered';
  const labelsFit = (most: number): boolean => options.every(({ label }) => fits(label, most));
  const isBare = options.every(({ description }) => description === undefined);
  if (isBare && buttons !== undefined && options.length <= buttons.most) {
    if (labelsFit(buttons.label)) return 'buttons';
  }
  if (list === undefined || options.length > list.most || !fits(button, list.button)) {
    return 'numbered';
  }
  const isRoomy = options.every(
    ({ description }) => description === undefined || fits(description, list.description),
  );
  return isRoomy && labelsFit(list.label) ? 'list' : 'numbered';
}

/** A text with the options below it, numbered from 1: how a menu is shown everywhere. */
export function withNumberedMenu(text: Text, { options, numbered: whole }: Menu): Text {
  if (whole !== undefined) return whole;
  const lines = options.map(({ label, description }) =>
    plain(description === undefined ? label : `${label}\n${description}`),
  );
  return lines.length === 0 ? text : [...text, numbered(lines)];
}
