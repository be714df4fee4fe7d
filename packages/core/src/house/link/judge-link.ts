import { mergerOf } from '../../model/one-person.js';
import type { Person } from '../../model/person.js';

/** Why two people cannot become one, or which of them stays. */
export type LinkVerdict =
  | { readonly why: 'link.own' }
  | { readonly why: 'link.named' }
  | { readonly why: 'link.same-messenger'; readonly messenger: string }
  | { readonly into: string; readonly from: string };

/**
 * Whether two people may become one: each messenger knows one account of somebody, so that it is
 * always clear which is meant, and whom the community's file names stays who it says. Pure.
 */
export function judgeLink(one: Person, other: Person): LinkVerdict {
  if (one.id === other.id) return { why: 'link.own' };
  const both = one.accounts.find(({ adapter }) =>
    other.accounts.some((account) => account.adapter === adapter),
  );
  if (both !== undefined) return { why: 'link.same-messenger', messenger: both.adapter };
  const merger = mergerOf(one, other);
  return merger ?? { why: 'link.named' };
}
