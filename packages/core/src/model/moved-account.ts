import { idsOf } from './one-person.js';
import type { Account, FormerAccount, Person } from './person.js';

function has(account: Account, adapter: string, ids: readonly string[]): boolean {
  return account.adapter === adapter && idsOf(account).some((id) => ids.includes(id));
}

/** The account somebody has under an id now, also where they have got another id since. */
export function accountNow(
  { accounts, former = [] }: Pick<Person, 'accounts' | 'former'>,
  adapter: string,
  id: string,
): Account | undefined {
  let wanted = id;
  // Every step takes up another of the former ids: more would be a circle.
  for (let step = 0; step <= former.length; step += 1) {
    const found = accounts.find((account) => has(account, adapter, [wanted]));
    if (found !== undefined) return found;
    const next = former.find((one) => one.adapter === adapter && one.id === wanted)?.to;
    if (next === undefined) return undefined;
    wanted = next;
  }
  return undefined;
}

function withFormer(
  before: readonly FormerAccount[] | undefined,
  adapter: string,
  gone: readonly string[],
  to: readonly string[],
): Pick<Person, 'former'> {
  const isOver = ({ adapter: where, id }: FormerAccount): boolean =>
    where === adapter && (to.includes(id) || gone.includes(id));
  const [lead] = to;
  const instead = lead === undefined ? {} : { to: lead };
  const kept = (before ?? []).filter((one) => !isOver(one));
  const former = [...kept, ...gone.map((id) => ({ adapter, id, ...instead }))];
  return former.length === 0 ? {} : { former };
}

/** Somebody with other ids, and the ids they no longer have. */
export interface Moved {
  readonly person: Person;
  readonly gone: readonly string[];
}

function without({ former: _, ...person }: Person): Omit<Person, 'former'> {
  return person;
}

/** A phone number as an id. */
const NUMBER = /^\+?\d{5,20}$/;

/** The numbers an account is known by, beside some of its ids. */
export function numbersBeside(
  { accounts }: Person,
  adapter: string,
  ids: readonly string[],
): readonly string[] {
  return accounts
    .filter((account) => has(account, adapter, ids))
    .flatMap(idsOf)
    .filter((id) => NUMBER.test(id));
}

/**
 * Somebody whose account got other ids: what it was known by leads no more, and the first of the
 * new ids takes the place of a leading one. Undefined where none of the ids was theirs. Pure.
 */
export function afterMove(
  person: Person,
  adapter: string,
  from: readonly string[],
  to: readonly string[],
): Moved | undefined {
  const [lead] = to;
  const same = person.accounts.filter((account) => has(account, adapter, [...from, ...to]));
  const known = same.flatMap(idsOf);
  const gone = known.filter((id) => from.includes(id) && !to.includes(id));
  const first = same.find(({ named }) => named === true) ?? same[0];
  if (lead === undefined || first === undefined || gone.length === 0) return undefined;
  const id = gone.includes(first.id) ? lead : first.id;
  const stay = [...known, ...to].filter((one) => one !== id && !gone.includes(one));
  const aliases = [...new Set(stay)];
  const account: Account = {
    ...{ adapter, id },
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(same.some(({ named }) => named === true) ? { named: true } : {}),
  };
  const accounts = person.accounts.flatMap((one) => {
    if (one === first) return [account];
    return same.includes(one) ? [] : [one];
  });
  const former = withFormer(person.former, adapter, gone, to);
  return { person: { ...without(person), accounts, ...former }, gone };
}

/** Somebody of whom the platform gave some ids to somebody else. Undefined where they had none. Pure. */
export function afterLoss(
  person: Person,
  adapter: string,
  ids: readonly string[],
): Moved | undefined {
  const all = person.accounts.filter((account) => has(account, adapter, ids)).flatMap(idsOf);
  const gone = all.filter((id) => ids.includes(id));
  if (gone.length === 0) return undefined;
  const accounts = person.accounts.flatMap((account): Account[] => {
    if (!has(account, adapter, ids)) return [account];
    const [id, ...aliases] = idsOf(account).filter((one) => !gone.includes(one));
    if (id === undefined) return [];
    const named = account.named === true && id === account.id ? { named: true } : {};
    return [{ adapter, id, ...(aliases.length === 0 ? {} : { aliases }), ...named }];
  });
  const former = withFormer(person.former, adapter, gone, []);
  return { person: { ...without(person), accounts, ...former }, gone };
}

/** Somebody who has not written by any of these ways yet: under another address a chat begins anew. */
export function withoutChats(person: Person, ways: readonly string[]): Person {
  const { wroteBy = {}, hasWritten } = person;
  if (!hasWritten) return person;
  const left = Object.entries(wroteBy).filter(([way]) => !ways.includes(way));
  return { ...person, wroteBy: Object.fromEntries(left) };
}
