/** Records of a plugin, declared once; reached by `context.records(collection)`. */
export interface Collection<Value> {
  /** The full name, `plugin.name`. */
  readonly name: string;
  /** The kind of lane that owns its records. */
  readonly lane: 'group' | 'person' | 'community';
  /** Checks a record on its way out, so that an old or damaged one is a clear error. */
  parse(value: unknown): Value;
}

/**
 * The records of one owner: the lane's own group, person or community, or another one.
 *
 * `set` and `remove` work only for the lane's own records; the others commute and work everywhere.
 * Reads see what the turn itself has staged.
 */
export interface Records<Value> {
  get(key: string): Promise<Value | undefined>;
  /** By key. */
  list(prefix?: string): Promise<readonly { readonly key: string; readonly value: Value }[]>;
  set(key: string, value: Value): void;
  remove(key: string): void;
  setIfAbsent(key: string, value: Value): void;
  /** Adds to a number record. */
  add(key: string, by: number): void;
  /** Keeps the larger of a number record and `value`. */
  max(key: string, value: number): void;
  /** Appends to a list record. */
  append(key: string, item: unknown): void;
}
