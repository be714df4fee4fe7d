import { listOf } from '../../languages/message.js';
import type { Person } from '../../model/person.js';
import {
  type Argument,
  type ArgumentFacts,
  argumentThat,
  given,
  misread,
  type Reading,
} from '../argument.js';
import { foldPhrase } from '../fold-word.js';
import type { Token } from '../tokens.js';

/** A name without a mention is looked for in this many words at most. */
const MOST_WORDS = 5;

/** More names than this are not listed when it is asked back who was meant. */
const MOST_NAMES = 5;

/** The people a phrase may stand for: by the whole name, or else by how the name begins. */
function peopleCalled(phrase: string, people: readonly Person[]): readonly Person[] {
  const exact = people.filter(({ name }) => foldPhrase(name) === phrase);
  if (exact.length > 0) return exact;
  return people.filter(({ name }) => foldPhrase(name).startsWith(`${phrase} `));
}

function byName(tokens: readonly Token[], { people }: ArgumentFacts): Reading<Person> {
  for (let taken = Math.min(MOST_WORDS, tokens.length); taken > 0; taken -= 1) {
    const words = tokens.slice(0, taken).map(({ text }) => text);
    const phrase = foldPhrase(words.join(' ').replace(/^@/, ''));
    if (phrase === '') continue;
    const [found, ...others] = peopleCalled(phrase, people);
    if (found === undefined) continue;
    if (others.length === 0) return { value: found, taken };
    const names = [found, ...others].map(({ name }) => name);
    return misread('argument.person.several', {
      given: given(words.join(' ')),
      names: listOf([...new Set(names)].slice(0, MOST_NAMES)),
    });
  }
  return misread('argument.person.unknown', { given: given(tokens[0]?.text ?? '') });
}

/**
 * A person: by mention, or by a name the group knows. Where several have that name it is asked
 * back who was meant.
 */
export function person(): Argument<Person> {
  return argumentThat(['people'], (tokens, facts) => {
    const [first] = tokens;
    if (first === undefined) return misread('argument.person.missing', {});
    const mentioned = first.mention === undefined ? undefined : facts.mentioned[first.mention];
    return mentioned === undefined ? byName(tokens, facts) : { value: mentioned, taken: 1 };
  });
}
