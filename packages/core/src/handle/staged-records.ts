import { KapwaError } from '../errors.js';
import { keyPart, recordKey } from '../model/keys.js';
import type { Collection, Records } from '../plugins/collection.js';
import type { Store, Write } from '../store/store.js';
import type { Part } from './part.js';

/** Whose records are meant, and where writes are staged. */
export interface RecordsOf {
  /** What the keys of these records start with. */
  readonly prefix: string;
  /** Whether the lane owns them. */
  readonly mine: boolean;
  readonly store: Pick<Store, 'get' | 'list'>;
  /** The part to stage in; throws when the turn has ended. */
  part(): Part;
}

/** The records of one owner as a turn sees them: what is stored, and over it what is staged. */
export function stagedRecords<Value>(collection: Collection<Value>, of: RecordsOf): Records<Value> {
  const { prefix, mine, store } = of;
  const { name } = collection;
  const keyOf = (key: string): string => prefix + recordKey(key);

  const read = async (key: string): Promise<Value | undefined> => {
    const stored = await store.get(name, key);
    const part = of.part();
    if (mine) part.hasRead(name, key, stored?.version ?? 0);
    const value = part.staged(name, key, stored?.value);
    return value === undefined ? undefined : collection.parse(value);
  };

  const stage = (write: Write): void => {
    of.part().write(write);
  };

  const stageOwn = (write: Write): void => {
    if (!mine) {
      throw new KapwaError(
        'turn.foreign-write',
        `${of.part().plugin}: these records of ${name} belong to another lane. Use add, append, max or setIfAbsent there.`,
      );
    }
    stage(write);
  };

  return {
    get: (key) => read(keyOf(key)),
    async list(under = '') {
      const staged = of
        .part()
        .writes.filter((write) => write.collection === name && write.key.startsWith(keyOf(under)));
      const stored = await store.list(name, keyOf(under));
      const keys = new Set([...stored, ...staged].map(({ key }) => key));
      const rows = [];
      for (const key of [...keys].sort()) {
        const value = await read(key);
        if (value !== undefined) rows.push({ key: keyPart(key.slice(prefix.length)), value });
      }
      return rows;
    },
    set: (key, value) => stageOwn({ op: 'put', collection: name, key: keyOf(key), value }),
    remove: (key) => stageOwn({ op: 'delete', collection: name, key: keyOf(key) }),
    setIfAbsent: (key, value) =>
      stage({ op: 'putIfAbsent', collection: name, key: keyOf(key), value }),
    add: (key, by) => stage({ op: 'add', collection: name, key: keyOf(key), by }),
    max: (key, value) => stage({ op: 'max', collection: name, key: keyOf(key), value }),
    append: (key, value) => stage({ op: 'append', collection: name, key: keyOf(key), value }),
  };
}
