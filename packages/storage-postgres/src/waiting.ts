/** What changes of things that wait in order, by the hash of their id. */
export interface Waiting<Item> {
  /** What was read of them before. */
  readonly known: Map<string, Item>;
  /** Of which nothing was read but that they wait. */
  readonly there: Set<string>;
  /** To be put in at the end, or in the place of its former self. */
  readonly put: ReadonlyMap<string, Item>;
  /** To be taken away before anything is put in. */
  readonly taken: ReadonlySet<string>;
  get(id: string): Item | undefined;
  /** Whether it waits, as far as it was read. */
  has(id: string): boolean;
  set(id: string, item: Item): void;
  delete(id: string): void;
}

/** Nothing changes yet. */
export function createWaiting<Item>(): Waiting<Item> {
  const known = new Map<string, Item>();
  const there = new Set<string>();
  const put = new Map<string, Item>();
  const taken = new Set<string>();
  return {
    known,
    there,
    put,
    taken,
    get: (id) => put.get(id) ?? (taken.has(id) ? undefined : known.get(id)),
    has: (id) => put.has(id) || (!taken.has(id) && (known.has(id) || there.has(id))),
    set: (id, item) => void put.set(id, item),
    delete(id) {
      put.delete(id);
      taken.add(id);
    },
  };
}
