import { idsOf } from '../model/one-person.js';
import type { Person, PersonId } from '../model/person.js';
import { once } from '../once.js';

/** By what somebody can be recognised in what is kept. */
export interface Traces {
  /** Their id, and the ids that turned out to be theirs. */
  readonly ids: ReadonlySet<PersonId>;
  /** All addresses and other ids of their accounts. */
  readonly accounts: ReadonlySet<string>;
  /** What they call themselves, where that is a whole name. */
  readonly names: ReadonlySet<string>;
}

/** The traces with more ids of accounts, as transports have found them. */
export function withAccounts(traces: Traces, more: readonly string[]): Traces {
  return { ...traces, accounts: new Set([...traces.accounts, ...more]) };
}

/**
 * The traces of somebody who may have several records: one a community, and those merged into them.
 * Ids they had before are theirs in what was kept then, unless they lead to somebody else by now.
 */
export function tracesOf(
  records: readonly Person[],
  isSomebodyElses: (adapter: string, id: string) => boolean = () => false,
): Traces {
  const accounts = records.flatMap(({ accounts: own, former = [] }) => [
    ...own.flatMap(idsOf),
    ...former.filter(({ adapter, id }) => !isSomebodyElses(adapter, id)).map(({ id }) => id),
  ]);
  return {
    ids: new Set(records.map(({ id }) => id)),
    accounts: new Set(accounts.filter((id) => id !== '')),
    names: new Set(records.map(({ name }) => name).filter((name) => name !== '')),
  };
}

const letter = once(() => /[\p{L}\p{N}]/u);

/** Where a word stands by itself in a text, not inside another; -1 where it does not. */
function placeOfWord(text: string, word: string, from = 0): number {
  for (let at = text.indexOf(word, from); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? '';
    const after = text[at + word.length] ?? '';
    if (!letter().test(before) && !letter().test(after)) return at;
  }
  return -1;
}

/** The number or name in an address such as `254700111222@s.whatsapp.net` or `254700111222:3@lid`. */
function userPart(account: string): string {
  return account.replace(/^\+/, '').split(/[@:]/, 1)[0] ?? account;
}

/** What is looked for as words: ids, addresses, the numbers in them, and names of two words or more. */
export function wordsOf({ ids, accounts, names }: Traces): readonly string[] {
  const numbers = [...accounts].map(userPart).filter((part) => part.length >= 5);
  const whole = [...names].filter((name) => /\S\s+\S/u.test(name));
  const all = new Set([...ids, ...accounts, ...numbers, ...whole]);
  return [...all].sort((one, other) => other.length - one.length);
}

/** Whether anything in a value points to somebody: a text, a list, an object with all in it. */
export function isAbout(value: unknown, words: readonly string[]): boolean {
  if (typeof value === 'string') return words.some((word) => placeOfWord(value, word) !== -1);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => isAbout(item, words));
  return Object.entries(value).some(([key, item]) => isAbout(key, words) || isAbout(item, words));
}

/** A text with something else in the place of every word. */
export function withoutWords(text: string, words: readonly string[], instead: string): string {
  let rest = text;
  for (const word of words) {
    for (let at = placeOfWord(rest, word); at !== -1; at = placeOfWord(rest, word, at)) {
      rest = rest.slice(0, at) + instead + rest.slice(at + word.length);
      at += instead.length;
    }
  }
  return rest;
}
