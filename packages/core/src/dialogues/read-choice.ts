import { type LanguageOption, readLanguageChoice } from '../languages/language-menu.js';
import { nativeName } from '../languages/native-name.js';
import { bareWords, isOneOf } from './same-words.js';

/** An option as it can be answered: its number, and every word that means it. */
export interface ShownChoice {
  readonly value: string;
  /** Counted from 1; absent where no numbers are shown. */
  readonly number?: number;
  /** Its names in the languages of the community, and its other words in all languages. */
  readonly words: readonly string[];
  /** The tag, where the option is a language. */
  readonly language?: string;
}

function languageMeant(said: string, choices: readonly ShownChoice[]): string | undefined {
  const languages = choices.flatMap(({ language, number = Number.NaN }): LanguageOption[] =>
    language === undefined ? [] : [{ number, tag: language, name: nativeName(language) }],
  );
  if (languages.length === 0) return undefined;
  const tag = readLanguageChoice(said, languages);
  return tag === undefined ? undefined : choices.find(({ language }) => language === tag)?.value;
}

/**
 * The value of the option that was meant: by its number in any script's digits, by a word for it,
 * by its line as it stands, by a language's name. Undefined where none was.
 */
export function readChoice(said: string, choices: readonly ShownChoice[]): string | undefined {
  const bare = bareWords(said);
  if (bare === '') return undefined;
  const byNumber = choices.find(({ number }) => String(number ?? '') === bare);
  if (byNumber !== undefined) return byNumber.value;
  const byWord = choices.find(
    ({ words, number = '' }) =>
      isOneOf(said, words) ||
      isOneOf(
        said,
        words.map((word) => `${number} ${word}`),
      ),
  );
  return byWord?.value ?? languageMeant(said, choices);
}
