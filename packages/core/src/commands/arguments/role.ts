import { didYouMean } from '../../blueprint/did-you-mean.js';
import { listOf } from '../../languages/message.js';
import type { Role } from '../../model/role.js';
import { type Argument, argumentThat, given, misread } from '../argument.js';
import { foldWord } from '../fold-word.js';

/** A role of the community, by its short name in any case. */
export function role(): Argument<Role> {
  return argumentThat([], ([first], { roles }) => {
    const names = roles.map(({ name }) => name);
    if (first === undefined) return misread('argument.role.missing', { roles: listOf(names) });
    const said = foldWord(first.text);
    const found = roles.find(({ name }) => foldWord(name) === said);
    if (found !== undefined) return { value: found, taken: 1 };
    const suggestion = didYouMean(first.text, names);
    return suggestion === undefined
      ? misread('argument.role.unknown', { given: given(first.text), roles: listOf(names) })
      : misread('argument.role.near', { given: given(first.text), suggestion });
  });
}
