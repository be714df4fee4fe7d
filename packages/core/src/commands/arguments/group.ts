import { didYouMean } from '../../blueprint/did-you-mean.js';
import type { Group } from '../../model/group.js';
import { type Argument, argumentThat, given, misread } from '../argument.js';
import { foldPhrase } from '../fold-word.js';

/** A name is looked for in this many words at most. */
const MOST_WORDS = 8;

function isCalled(group: Group, phrase: string): boolean {
  return foldPhrase(group.key) === phrase || foldPhrase(group.name) === phrase;
}

/**
 * A group, by its short name or its name in any case. A slip is answered with the group that was
 * most likely meant, out of those that everybody may find.
 */
export function group(): Argument<Group> {
  return argumentThat(['groups'], (tokens, { groups }) => {
    if (tokens.length === 0) return misread('argument.group.missing', {});
    const words = tokens.slice(0, MOST_WORDS).map(({ text }) => text);
    for (let taken = words.length; taken > 0; taken -= 1) {
      const phrase = foldPhrase(words.slice(0, taken).join(' '));
      const found = groups.find((one) => isCalled(one, phrase));
      if (found !== undefined) return { value: found, taken };
    }
    const listed = groups.filter((one) => one.listed);
    const names = listed.flatMap(({ key, name }) => [name, key]);
    const said = words.join(' ');
    const near = didYouMean(said, names) ?? didYouMean(words[0] ?? '', names);
    const meant = listed.find(({ key, name }) => key === near || name === near);
    return meant === undefined
      ? misread('argument.group.unknown', { given: given(said) })
      : misread('argument.group.near', { given: given(said), suggestion: meant.name });
  });
}
