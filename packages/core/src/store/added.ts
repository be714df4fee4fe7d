/**
 * A list with one thing more. The first one makes a list of one: most lists of a turn never hold
 * more, and a list that grows from nothing makes room for seventeen.
 */
export function added<Item>(list: readonly Item[], item: Item): readonly Item[] {
  if (list.length === 0) return [item];
  (list as Item[]).push(item);
  return list;
}

/** Both lists as one; no copy is made where one of them holds nothing. */
export function joined<Item>(one: readonly Item[], other: readonly Item[]): readonly Item[] {
  if (other.length === 0) return one;
  return one.length === 0 ? other : [...one, ...other];
}
