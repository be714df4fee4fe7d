import { KapwaError } from '../errors.js';

/** Which plugins something of a plugin is to come before or after. Names nobody has are ignored. */
export interface Order {
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

/** Something of a plugin that has a place in an order. */
export interface Ordered extends Order {
  readonly plugin: string;
}

function mustFollow(one: Ordered, other: Ordered): boolean {
  return one.after?.includes(other.plugin) === true || other.before?.includes(one.plugin) === true;
}

function byName(one: Ordered, other: Ordered): number {
  return one.plugin < other.plugin ? -1 : one.plugin > other.plugin ? 1 : 0;
}

function circle(items: readonly Ordered[]): KapwaError {
  const names = [...new Set(items.map(({ plugin }) => plugin))].join(', ');
  return new KapwaError(
    'plugin.invalid',
    `${names} want to come before one another in a circle. Take one "before" or "after" away.`,
  );
}

/**
 * Puts items in order: what they declared first, then by the name of their plugin, then as they
 * were registered. Raises `plugin.invalid` when declarations go in a circle.
 */
export function inOrder<Item extends Ordered>(items: readonly Item[]): Item[] {
  const sorted = [...items].sort(byName);
  if (sorted.every(({ before, after }) => before === undefined && after === undefined)) {
    return sorted;
  }
  const result: Item[] = [];
  for (let left = sorted; left.length > 0; ) {
    const next = left.find((one) =>
      left.every((other) => one.plugin === other.plugin || !mustFollow(one, other)),
    );
    if (next === undefined) throw circle(left);
    result.push(next);
    left = left.filter((one) => one !== next);
  }
  return result;
}
