import type { QueryConfig } from 'pg';

/** A statement that the server has to understand only once on each connection. */
export function prepared(name: string, text: string, values: readonly unknown[]): QueryConfig {
  return { name, text, values: [...values] };
}

/** What stands in the columns of a table, in their order. */
export type Row = readonly unknown[];

/** The columns that are written, in order, with their types; those of the key first. */
interface Columns {
  readonly key: readonly (readonly [name: string, type: string])[];
  readonly more: readonly (readonly [name: string, type: string])[];
}

const waiting: Columns = { key: [['id', 'uuid']], more: [['item', 'text']] };

const tables = {
  records: {
    key: [
      ['collection', 'text'],
      ['key', 'text'],
    ],
    more: [
      ['version', 'bigint'],
      ['value', 'text'],
    ],
  },
  inbox: waiting,
  outbox: waiting,
  dead: waiting,
  seen: { key: [['id', 'bigint']], more: [['day', 'integer']] },
  audit: {
    key: [['n', 'bigint']],
    more: [
      ['prev', 'text'],
      ['hash', 'text'],
      ['entries', 'text'],
    ],
  },
  ledger: {
    key: [
      ['id', 'uuid'],
      ['day', 'integer'],
    ],
    more: [
      ['chat', 'text'],
      ['author', 'text'],
      ['at', 'double precision'],
      ['item', 'text'],
      ['fingerprint', 'text'],
    ],
  },
  leases: {
    key: [['name', 'text']],
    more: [
      ['holder', 'text'],
      ['epoch', 'bigint'],
      ['until', 'double precision'],
      ['process', 'text'],
    ],
  },
  sessions: {
    key: [
      ['space', 'text'],
      ['key', 'text'],
    ],
    more: [['value', 'bytea']],
  },
  // The same erasure may stand in the list more than once: nothing is replaced.
  erasures: {
    key: [],
    more: [
      ['id', 'text'],
      ['at', 'double precision'],
    ],
  },
  reports: {
    key: [],
    more: [
      ['changed', 'text'],
      ['text', 'text'],
    ],
  },
} as const satisfies Readonly<Record<string, Columns>>;

/** A table into which rows are put. */
export type Table = keyof typeof tables;

/** Those that hold what a store keeps; word for the kit that leads is of no use to anybody later. */
export const keptTables = (Object.keys(tables) as Table[]).filter((table) => table !== 'reports');

/** Those whose rows are numbered as they are put in. */
export const numberedTables: ReadonlySet<Table> = new Set(['inbox', 'outbox', 'dead', 'erasures']);

/** The columns of a table, in the order in which rows are given. */
export function columnsOf(table: Table): Columns['key'] {
  const { key, more }: Columns = tables[table];
  return [...key, ...more];
}

const namesOf = (columns: Columns['key']): string => columns.map(([name]) => name).join(', ');

/** One list for each column: that is how many rows go in with one statement. */
function listsOf(columns: Columns['key'], rows: readonly Row[]): unknown[][] {
  return columns.map((_, at) => rows.map((row) => row[at]));
}

const unnest = (columns: Columns['key']): string =>
  `unnest(${columns.map(([, type], at) => `$${at + 1}::${type}[]`).join(', ')})`;

function textOfPut(table: Table): string {
  const { key, more }: Columns = tables[table];
  const all = namesOf(columnsOf(table));
  const replaced = more.map(([name]) => `${name} = excluded.${name}`).join(', ');
  // In the order given: what waits is numbered as it is put in.
  return `INSERT INTO ${table} (${all})
    SELECT ${all} FROM ${unnest(columnsOf(table))} WITH ORDINALITY AS given (${all}, place)
    ORDER BY place
    ${key.length === 0 ? '' : `ON CONFLICT (${namesOf(key)}) DO UPDATE SET ${replaced}`}`;
}

/** Puts rows in, or in the place of those with the same key; no statement where there are none. */
export function put(table: Table, rows: readonly Row[]): readonly QueryConfig[] {
  if (rows.length === 0) return [];
  return [prepared(`put-${table}`, textOfPut(table), listsOf(columnsOf(table), rows))];
}

/** Takes rows away by their keys; no statement where there are none. */
export function take(table: Table, keys: readonly Row[]): readonly QueryConfig[] {
  if (keys.length === 0) return [];
  const { key }: Columns = tables[table];
  const isSame = key.map(([name]) => `kept.${name} = gone.${name}`).join(' AND ');
  const text = `DELETE FROM ${table} kept USING ${unnest(key)} AS gone (${namesOf(key)})
    WHERE ${isSame}`;
  return [prepared(`take-${table}`, text, listsOf(key, keys))];
}
