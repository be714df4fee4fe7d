import type { Community } from '../model/community.js';
import type { Group } from '../model/group.js';
import type { Permission } from '../model/role.js';
import type { Arguments, ArgumentValues } from './argument.js';

/** A command without arguments. */
export type NoArguments = Readonly<Record<never, never>>;

/** Where it is asked whether something is really to be done. */
interface ConfirmationPlace {
  readonly community: Community;
  /** Absent in a direct chat. */
  readonly group: Group | undefined;
}

/** A question before something that cannot be undone. */
export interface Confirmation<Declared extends Arguments = Arguments> {
  /** Message key of the question: `Remove {{person}} from {{group}}?` */
  readonly question: string;
  /** Values for the question, out of the arguments and the place. */
  values?(given: ArgumentValues<Declared>, at: ConfirmationPlace): object;
}

/**
 * A command: declared once, used as `/words`, by mentioning the bot, and as plain words in a
 * direct chat. Help, checks and answers to slips are made from this.
 */
export interface CommandSpec<Declared extends Arguments = Arguments> {
  /** Message key in the plugin's locales holding the words, separated by `|`, per language. */
  readonly words: string;
  /** It answers only what nothing else that hears commands has: for words such as START. */
  readonly yields?: boolean;
  /** Message key of one line for help. Without it the command is not listed there. */
  readonly about?: string;
  /** Message key of how it is written, for help and for answers to what was not understood. */
  readonly examples?: string;
  /** Where it may be used; anywhere unless given. */
  readonly where?: 'direct' | 'group' | 'anywhere';
  /** Who may use it: only those whose role has this. Everybody unless given. */
  readonly permission?: Permission;
  /** A person may use it again after this long, ms. */
  readonly cooldown?: number;
  /** What stands behind the words, in order. Without it everything behind them is in `use.rest`. */
  readonly arguments?: Declared;
  /** Asked first, and only done at a yes of the same person in the same place within 5 minutes. */
  readonly confirm?: Confirmation<Declared>;
}

/** A command as somebody used it. */
export interface CommandUse<Declared extends Arguments = Arguments> {
  /** The words that were used, folded to lower case. */
  readonly word: string;
  /** What stands behind them. */
  readonly rest: string;
  /** What was read out of that, by the names of the declaration. */
  readonly arguments: ArgumentValues<Declared>;
}
