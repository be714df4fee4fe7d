import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { columnsOf, numberedTables, type Row, type Table } from './statements.js';

/** What tells two tables apart: how many rows, and a hash over all of them, in order where they have one. */
export interface Fingerprint {
  readonly rows: number;
  readonly hash: string;
}

const BETWEEN = '\u001f';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function textOfColumn(value: unknown): string {
  if (value === null) return '';
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : String(value);
}

/** Takes rows one after the other, and makes of them what `fingerprintOf` makes of a table. */
export function createFingerprint(table: Table): {
  add(row: Row): void;
  result(): Fingerprint;
} {
  const hashes: string[] = [];
  return {
    add(row) {
      const place = numberedTables.has(table) ? [String(hashes.length + 1)] : [];
      hashes.push(sha256([...place, ...row.map(textOfColumn)].join(BETWEEN)));
    },
    result: () => ({ rows: hashes.length, hash: sha256(hashes.sort().join('')) }),
  };
}

function textInSql([name, type]: readonly [name: string, type: string]): string {
  // As they are given: PostgreSQL shows them with hyphens.
  const text = type === 'uuid' ? `replace(${name}::text, '-', '')` : `${name}::text`;
  return `coalesce(${text}, '')`;
}

/** Makes the same of what stands in a table: the database does it, so nothing is sent. */
export async function fingerprintOf(client: ClientBase, table: Table): Promise<Fingerprint> {
  const place = numberedTables.has(table) ? ['row_number() OVER (ORDER BY seq)'] : [];
  const columns = [...place, ...columnsOf(table).map(textInSql)].join(', ');
  const { rows } = await client.query(
    `SELECT count(*) AS rows,
      encode(sha256(convert_to(coalesce(string_agg(hash, '' ORDER BY hash COLLATE "C"), ''), 'UTF8')), 'hex') AS hash
    FROM (
      SELECT encode(sha256(convert_to(concat_ws($1::text, ${columns}), 'UTF8')), 'hex') AS hash
      FROM ${table}
    ) AS rows`,
    [BETWEEN],
  );
  return { rows: rows[0].rows, hash: rows[0].hash };
}
