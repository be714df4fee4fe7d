import { canonicalTag } from './fallback.js';
import { folded } from './folded.js';
import { englishName, nativeName } from './native-name.js';

/** One line of a menu of languages. */
export interface LanguageOption {
  /** Counted from 1; what people answer. */
  readonly number: number;
  readonly tag: string;
  readonly name: string;
}

/** The languages to choose from, each by the name its speakers give it. */
export function languageOptions(tags: readonly string[]): readonly LanguageOption[] {
  return tags.map((tag, index) => ({ number: index + 1, tag, name: nativeName(tag) }));
}

/**
 * Reads an answer to a menu of languages: the number in any script's digits, the native name, the
 * English name, the tag, or the line of the menu as it stands. Undefined where it is none of these.
 */
export function readLanguageChoice(
  answer: string,
  options: readonly LanguageOption[],
): string | undefined {
  const said = folded(answer);
  if (said === '') return undefined;
  const byNumber = options.find((option) => String(option.number) === said);
  if (byNumber !== undefined) return byNumber.tag;
  const names = (option: LanguageOption): string[] => [
    ...option.name.split(/[()]/),
    option.name,
    `${option.number} ${option.name}`,
    englishName(option.tag),
  ];
  const byName = options.find((option) => names(option).some((name) => folded(name) === said));
  if (byName !== undefined) return byName.tag;
  const tag = canonicalTag(answer.trim());
  return options.find((option) => canonicalTag(option.tag) === tag)?.tag;
}
