import type { Report } from '@kapwa/core';
import type { PostgresAddress } from './address.js';
import { fromKept } from './any-text.js';
import { withOwnConnection } from './connections.js';
import type { RecordName } from './draft.js';
import type { Ask } from './reads.js';
import { prepared } from './statements.js';

/** Reports, and which records were changed with them. */
export interface ReadReports {
  readonly reports: readonly Report[];
  readonly changed: readonly RecordName[];
}

/** Reads the reports behind one, and forgets those up to it. */
export async function readReports(ask: Ask, after: number): Promise<ReadReports> {
  const question = `WITH gone AS (DELETE FROM reports WHERE n <= $1)
    SELECT n, changed, text FROM reports WHERE n > $1 ORDER BY n`;
  const rows = await ask(prepared('read-reports', question, [after]));
  const names = rows.flatMap(({ changed }) => JSON.parse(changed) as readonly [string, string][]);
  return {
    reports: rows.map(({ n, text }) => ({ n, text: fromKept(text) })),
    changed: names.map(([collection, key]) => ({ collection, key })),
  };
}

/** Forgets all reports, and answers the number of the last one there ever was; 0 before any. */
export function forgetReports(address: PostgresAddress): Promise<number> {
  return withOwnConnection(address, async (client) => {
    await client.query('BEGIN');
    // Behind this lock no number is drawn that is not committed yet.
    await client.query('SELECT only_one FROM heads FOR UPDATE');
    await client.query('DELETE FROM reports');
    const { rows } = await client.query(
      'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS n FROM reports_n_seq',
    );
    await client.query('COMMIT');
    return rows[0].n;
  });
}
