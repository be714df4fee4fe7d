/** Things that come and soon go again: by id, in the order in which they came. */
export interface OnTheirWay<Item extends object> {
  has(id: string): boolean;
  get(id: string): Item | undefined;
  /** Puts something in, or in the place of its former self. */
  set(id: string, item: Item): void;
  delete(id: string): void;
  values(): Item[];
}

/** So few are looked through one by one, which is sooner done than to find one in a map. */
const FEW = 8;

/** So many may have gone before what is left of them is swept out of a map. */
const SWEEP_FROM = 64;

/**
 * Makes a place with nothing in it. A map from which everything is deleted again makes a new table
 * at every other change, and every table keeps the next one alive: half of what the collector of
 * garbage then had to do was because of these. So there is none for a few, and one for many keeps
 * the places of those who have gone for a while.
 */
export function createOnTheirWay<Item extends object>(): OnTheirWay<Item> {
  const ids: string[] = [];
  const items: Item[] = [];
  /** In use from when they are not few any more until all of them have gone. */
  let many = new Map<string, Item | undefined>();
  let gone = 0;

  const placeOf = (id: string): number => {
    for (let at = 0; at < ids.length; at += 1) if (ids[at] === id) return at;
    return -1;
  };

  const get = (id: string): Item | undefined => {
    if (many.size > 0) return many.get(id);
    const at = placeOf(id);
    return at === -1 ? undefined : items[at];
  };

  const setAmongMany = (id: string, item: Item): void => {
    const { size } = many;
    const hasGone = gone > 0 && many.get(id) === undefined;
    many.set(id, item);
    if (!hasGone || many.size > size) return;
    // It comes again, and stands behind the others.
    gone -= 1;
    many.delete(id);
    many.set(id, item);
  };

  const becomeMany = (): void => {
    for (let at = 0; at < ids.length; at += 1) many.set(ids[at] as string, items[at]);
    ids.length = 0;
    items.length = 0;
  };

  const sweep = (): void => {
    const left = new Map<string, Item | undefined>();
    for (const [id, item] of many) if (item !== undefined) left.set(id, item);
    many = left;
    gone = 0;
  };

  const deleteFromMany = (id: string): void => {
    if (many.get(id) === undefined) return;
    many.set(id, undefined);
    gone += 1;
    if (gone === many.size || (gone >= SWEEP_FROM && gone * 2 >= many.size)) sweep();
  };

  const deleteAt = (place: number): void => {
    const last = ids.length - 1;
    for (let at = place; at < last; at += 1) {
      ids[at] = ids[at + 1] as string;
      items[at] = items[at + 1] as Item;
    }
    ids.pop();
    items.pop();
  };

  return {
    has: (id) => get(id) !== undefined,
    get,
    set(id, item) {
      if (many.size > 0) {
        setAmongMany(id, item);
        return;
      }
      const at = placeOf(id);
      if (at >= 0) {
        items[at] = item;
      } else if (ids.length < FEW) {
        ids.push(id);
        items.push(item);
      } else {
        becomeMany();
        many.set(id, item);
      }
    },
    delete(id) {
      if (many.size > 0) {
        deleteFromMany(id);
        return;
      }
      const at = placeOf(id);
      if (at >= 0) deleteAt(at);
    },
    values: () =>
      many.size > 0 ? [...many.values()].filter((item) => item !== undefined) : [...items],
  };
}
