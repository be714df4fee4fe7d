/** Things that come and soon go again: by id, in the order in which they came. */
export interface OnTheirWay<Item extends object> {
  has(id: string): boolean;
  get(id: string): Item | undefined;
  /** Puts something in, or in the place of its former self. */
  set(id: string, item: Item): void;
  delete(id: string): void;
  values(): Item[];
}

/** So many may have gone before what is left of them is swept out. */
const SWEEP_FROM = 64;

/**
 * Makes a place with nothing in it. A map from which everything is deleted again makes a new table
 * at every other change, and every table keeps the next one alive: half of what the collector of
 * garbage then had to do was because of these.
 */
export function createOnTheirWay<Item extends object>(): OnTheirWay<Item> {
  let items = new Map<string, Item | undefined>();
  let gone = 0;

  const values = (): Item[] => [...items.values()].filter((item) => item !== undefined);

  const sweep = (): void => {
    const left = new Map<string, Item | undefined>();
    for (const [id, item] of items) if (item !== undefined) left.set(id, item);
    items = left;
    gone = 0;
  };

  return {
    has: (id) => items.get(id) !== undefined,
    get: (id) => items.get(id),
    set(id, item) {
      // What comes again stands behind the others.
      if (gone > 0 && items.get(id) === undefined && items.delete(id)) gone -= 1;
      items.set(id, item);
    },
    delete(id) {
      if (items.get(id) === undefined) return;
      items.set(id, undefined);
      gone += 1;
      if (gone >= SWEEP_FROM && gone * 2 >= items.size) sweep();
    },
    values,
  };
}
