import type { z } from 'zod';
import { schema } from '../../schema.js';

/** What is told to a group or to admins is told together, at most once in this time, ms. */
const FOLD_FOR = 3_600_000;

/** What is to be told together. One record each; `at` is when it was told last, ms UTC. */
export function roundSchema<Item extends z.ZodType>(item: Item) {
  return schema((zod) =>
    zod.object({ at: zod.number().optional(), planned: zod.boolean(), items: zod.array(item) }),
  );
}

/** What is to be told together. */
export interface Round<Item> {
  readonly at?: number | undefined;
  /** Whether the moment at which it is told has been set. */
  readonly planned: boolean;
  readonly items: Item[];
}

/**
 * The round with one more thing to tell; `due` where the moment has to be set. `gather` is how long
 * others of its kind are waited for, ms. Pure.
 */
export function joinRound<Item>(
  round: Round<Item> | undefined,
  item: Item,
  now: number,
  gather = 0,
): { readonly round: Round<Item>; readonly due?: number } {
  const { at, planned = false, items = [] } = round ?? {};
  const joined = { ...(at === undefined ? {} : { at }), planned: true, items: [...items, item] };
  if (planned) return { round: joined };
  const earliest = now + gather;
  return { round: joined, due: at === undefined ? earliest : Math.max(earliest, at + FOLD_FOR) };
}

/** The round once it was told. */
export function toldRound<Item>(now: number): Round<Item> {
  return { at: now, planned: false, items: [] };
}

/** The round without anything about somebody. */
export function withoutPerson<Item extends { readonly person: string }>(
  round: Round<Item>,
  person: string,
): Round<Item> {
  return { ...round, items: round.items.filter((item) => item.person !== person) };
}
