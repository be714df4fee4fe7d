import { didYouMean } from '../../blueprint/did-you-mean.js';
import { listOf } from '../../languages/message.js';
import { type Argument, argumentThat, given, misread } from '../argument.js';
import { foldWord } from '../fold-word.js';

/**
 * One of a few words, in any case.
 *
 * @example
 * argument.word(['daily', 'weekly'])
 */
export function word<const Words extends readonly [string, ...string[]]>(
  words: Words,
): Argument<Words[number]> {
  return argumentThat([], ([first]) => {
    if (first === undefined) return misread('argument.word.missing', { words: listOf(words) });
    const said = foldWord(first.text);
    const meant = words.find((one) => foldWord(one) === said);
    if (meant !== undefined) return { value: meant, taken: 1 };
    const suggestion = didYouMean(first.text, words);
    return suggestion === undefined
      ? misread('argument.word.unknown', { given: given(first.text), words: listOf(words) })
      : misread('argument.word.near', { given: given(first.text), suggestion });
  });
}
