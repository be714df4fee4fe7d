import { error, type Remark } from '../finding.js';
import { limits } from '../key-notes.js';
import { saysOneOf } from '../spoken-words.js';
import { addressesIn, type TextInLocale, withLengths, wordsOf } from '../text-in-locale.js';

/** So much room is left for a value of which nothing is known, and for a number. */
const LENGTH_OF_VALUE = 20;
const LENGTH_OF_COUNT = 6;

/** What has to stay as it is in English, and what must fit. */
export function formRules(one: TextInLocale): readonly Remark[] {
  return [...lengthRemarks(one), ...markupRemarks(one), ...literalRemarks(one)];
}

/** The characters of a text with its placeholders at their longest. */
function longestLength({ text, note }: Pick<TextInLocale, 'text' | 'note'>): number {
  const filled = withLengths(
    text,
    (name) => note.vars?.[name]?.max ?? (name === 'count' ? LENGTH_OF_COUNT : LENGTH_OF_VALUE),
  );
  return [...filled].length;
}

function lengthRemarks(one: TextInLocale): readonly Remark[] {
  const { limit } = one.note;
  if (limit === undefined) return [];
  const length = longestLength(one);
  if (length <= limits[limit]) return [];
  const message = `With its values this may have ${length} characters; ${limits[limit]} fit here (${limit}). Shorten it.`;
  return [error('too-long', message)];
}

function markupRemarks({ text, source, isSource, isWordList }: TextInLocale): readonly Remark[] {
  if (isWordList) return [];
  const stars = text.split('*').length - 1;
  if (stars % 2 === 1) {
    return [error('markup-mismatch', 'A "*" stands alone: bold words stand between two of them.')];
  }
  if (isSource || tagsIn(text) === tagsIn(source)) return [];
  return [error('markup-mismatch', 'The marks such as <b> are not those of the English text.')];
}

function tagsIn(text: string): string {
  return (text.match(/<\/?[a-z][\w-]*\s*\/?>/gi) ?? []).sort().join(' ');
}

/**
 * What people copy or send back: addresses, commands, and words in capitals. A word that stands in
 * the language's own list may stand in their place.
 */
function literalRemarks(one: TextInLocale): readonly Remark[] {
  const { text, source, isSource, isWordList, spoken } = one;
  if (isSource || isWordList) return [];
  const gone = literalsIn(source).filter(
    (literal) => !text.includes(literal) && !saysOneOf(text, spoken(literal)),
  );
  if (gone.length === 0) return [];
  const message = `${gone.join(', ')} has to stay as it is in English; another word may stand beside it.`;
  return [error('literal-changed', message)];
}

function literalsIn(source: string): readonly string[] {
  const words = wordsOf(source);
  const commands = words.match(/(?<![\w/<])\/[a-z][a-z-]*/g) ?? [];
  const capitals =
    words.match(/(?<![\p{L}\p{N}])[A-Z]{2,}(?:['’][A-Z]+)?(?: [A-Z]{2,})*(?![\p{L}\p{N}])/gu) ?? [];
  return [...new Set([...addressesIn(source), ...commands, ...capitals])];
}
