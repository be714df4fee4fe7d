import { type Lease, type Report, takenOver } from '@kapwa/core';
import type { PostgresAddress } from './address.js';
import { fromKept, toKept } from './any-text.js';
import { withOwnConnection } from './connections.js';
import type { RecordName } from './draft.js';
import type { Ask } from './reads.js';
import { prepared } from './statements.js';

/** Reports, and which records were changed with them. */
export interface ReadReports {
  readonly reports: readonly Report[];
  readonly changed: readonly RecordName[];
}

/** Whether a lease is still that of whoever asks, or nobody asks by one. */
const held = '($1::text IS NULL OR EXISTS (SELECT FROM leases WHERE name = $1 AND epoch = $2))';

const heldBy = (fence: Lease | undefined): unknown[] =>
  fence === undefined ? [null, null] : [toKept(fence.name), fence.epoch];

/** Reads the reports behind one, and forgets those up to it. */
export async function readReports(
  ask: Ask,
  after: number,
  fence: Lease | undefined,
): Promise<ReadReports> {
  const question = `WITH asked AS (SELECT ${held} AS held),
      gone AS (DELETE FROM reports WHERE n <= $3 AND (SELECT held FROM asked))
    SELECT held, n, changed, text FROM asked LEFT JOIN reports ON held AND n > $3 ORDER BY n`;
  const [first, ...more] = await ask(prepared('read-reports', question, [...heldBy(fence), after]));
  if (first?.held !== true) throw takenOver();
  const rows = first.n === null ? [] : [first, ...more];
  const names = rows.flatMap(({ changed }) => JSON.parse(changed) as readonly [string, string][]);
  return {
    reports: rows.map(({ n, text }) => ({ n, text: fromKept(text) })),
    changed: names.map(([collection, key]) => ({ collection, key })),
  };
}

/**
 * Forgets all reports, and answers the number of the last one there ever was; 0 before any. Undefined
 * where somebody else leads by now: then nothing is forgotten.
 */
export function forgetReports(
  address: PostgresAddress,
  fence: Lease | undefined,
): Promise<number | undefined> {
  return withOwnConnection(address, async (client) => {
    await client.query('BEGIN');
    // Behind this lock no number is drawn that is not committed yet.
    await client.query('SELECT only_one FROM heads FOR UPDATE');
    const asked = await client.query(`SELECT ${held} AS held`, heldBy(fence));
    const isHeld = asked.rows[0]?.held === true;
    if (isHeld) await client.query('DELETE FROM reports');
    const { rows } = await client.query(
      'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS n FROM reports_n_seq',
    );
    await client.query('COMMIT');
    return isHeld ? rows[0].n : undefined;
  });
}
