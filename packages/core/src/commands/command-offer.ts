import type { Text } from '../text/text.js';

/** A command that somebody may use where they are, in the words of one language. */
export interface CommandOffer {
  readonly plugin: string;
  readonly name: string;
  /** The first of its words in the language, as it is typed. */
  readonly word: string;
  /** All its words in every language, folded. */
  readonly words: readonly string[];
  /** What it does, in one line; absent for one that help does not list. */
  readonly about?: Text;
  /** How it is written. */
  readonly examples?: Text;
  /** Whether only some roles may use it. */
  readonly restricted: boolean;
}
