import type { Mark } from '../wire.js';

/** Somebody who can be mentioned. */
export interface Nameable {
  readonly id: string;
  readonly name: string;
}

/** One way to write a person behind the `@`. */
interface Spelling {
  readonly text: string;
  readonly account: string;
}

const wordCharacter = /[\p{L}\p{N}\p{M}_]/u;

/** The first word of each name that only one of them has: enough to mention somebody by. */
function firstNames(people: readonly Nameable[]): readonly Spelling[] {
  const owners = new Map<string, Spelling | undefined>();
  for (const { id, name } of people) {
    const text = name.split(/\s/, 1)[0] ?? name;
    owners.set(fold(text), owners.has(fold(text)) ? undefined : { text, account: id });
  }
  return [...owners.values()].filter((owner) => owner !== undefined);
}

function fold(text: string): string {
  return text.toLowerCase();
}

/** Longest first, so that `@Ana Maria` is Ana Maria and not Ana; full names before first names. */
function spellings(people: readonly Nameable[]): readonly Spelling[] {
  const names = people.map(({ id, name }) => ({ text: name, account: id }));
  return [...names, ...firstNames(people)]
    .filter(({ text }) => text !== '')
    .sort((one, other) => other.text.length - one.text.length);
}

/** Whether a name written here ends here, rather than being the start of a longer word. */
function endsAt(text: string, index: number): boolean {
  const next = text.codePointAt(index);
  return next === undefined || !wordCharacter.test(String.fromCodePoint(next));
}

/** Whether an `@` stands on its own; the one in an address such as `ana@example.org` does not. */
function startsAt(text: string, at: number): boolean {
  return at === 0 || !wordCharacter.test(text[at - 1] ?? '');
}

/** The spelling that is written behind the `@` at this place. */
function spelledAt(text: string, at: number, known: readonly Spelling[]): Spelling | undefined {
  if (!startsAt(text, at)) return undefined;
  return known.find((spelling) => {
    const end = at + 1 + spelling.text.length;
    return fold(text.slice(at + 1, end)) === fold(spelling.text) && endsAt(text, end);
  });
}

/**
 * Finds who is mentioned in what somebody typed: `@` with a name, or with a first name only one of
 * `people` has, in any case. The longest name wins. A phone would mark them as they are picked.
 */
export function findMentions(text: string, people: readonly Nameable[]): readonly Mark[] {
  if (!text.includes('@')) return [];
  const known = spellings(people);
  const marks: Mark[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const named = spelledAt(text, at, known);
    if (named === undefined) continue;
    const { account } = named;
    marks.push({ kind: 'mention', offset: at, length: named.text.length + 1, account });
    at += named.text.length;
  }
  return marks;
}
