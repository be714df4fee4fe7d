import { asciiDigits } from './digits.js';
import { canonicalTag } from './fallback.js';
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

/** Lower case without accents, marks of direction or punctuation, so that `español.` is `espanol`. */
function folded(text: string): string {
  return asciiDigits(text.normalize('NFKD'))
    .replace(/[\p{Mn}\p{Cf}]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/**
 * Reads an answer to a menu of languages: the number in any script's digits, the native name, the
 * English name, or the tag. Undefined where it is none of these.
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
    englishName(option.tag),
  ];
  const byName = options.find((option) => names(option).some((name) => folded(name) === said));
  if (byName !== undefined) return byName.tag;
  const tag = canonicalTag(answer.trim());
  return options.find((option) => canonicalTag(option.tag) === tag)?.tag;
}
