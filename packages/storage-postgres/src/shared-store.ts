import { type SharedStore, takenOver } from '@kapwa/core';
import type { Pool } from 'pg';
import type { PostgresAddress } from './address.js';
import { type Hearing, startHearing } from './hearing.js';
import type { Hashes } from './id-hash.js';
import { type Ask, readEntries } from './reads.js';
import type { RecordCache } from './record-cache.js';
import { forgetReports, readReports } from './reports.js';
import { createSaying } from './saying.js';
import { prepared } from './statements.js';
import type { Writer } from './writer.js';

/** What this is made of. */
export interface SharedParts {
  readonly address: PostgresAddress;
  readonly hashes: Hashes;
  readonly pool: Pool;
  readonly cache: RecordCache;
  readonly writer: Writer;
  readonly ask: Ask;
  /** Does something that may be done twice while the server is away. */
  patiently<Answer>(work: () => Promise<Answer>): Promise<Answer>;
}

/** How processes work together on an open store. */
export interface OpenShared extends SharedStore {
  close(): Promise<void>;
}

/** Who hears is in the same schema: it is the name of the channel, too. */
const saidOf = (payloads: readonly string[]) =>
  prepared(
    'say',
    `SELECT pg_notify(current_schema(), payload)
      FROM unnest($1::text[]) WITH ORDINALITY AS said (payload, place) ORDER BY place`,
    [payloads],
  );

const presentOf = (shown: readonly string[]) =>
  prepared(
    'present',
    `SELECT DISTINCT application_name AS name FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = ANY($1)`,
    [shown],
  );

/** Makes how processes work together, of what an open store has. */
export function openShared(parts: SharedParts): OpenShared {
  const { address, hashes, pool, cache, writer, ask, patiently } = parts;
  const saying = createSaying((payloads) => pool.query(saidOf(payloads)));
  const hearings = new Set<Hearing>();
  /** What a connection that hears is called: PostgreSQL knows at once when its process has ended. */
  const shownAs = (name: string): string => `kapwa ${hashes.id(name)}`;

  return {
    say: saying.say,
    async hear(heard, name) {
      const shown = name === undefined ? undefined : shownAs(name);
      const hearing = await patiently(() => startHearing(address, heard, shown));
      hearings.add(hearing);
      return async () => {
        hearings.delete(hearing);
        await hearing.end();
      };
    },
    async absent(names) {
      const rows = await ask(presentOf(names.map(shownAs)));
      const present = new Set(rows.map(({ name }) => name));
      return names.filter((name) => !present.has(shownAs(name)));
    },
    entries: (ids) => readEntries(ask, hashes.id, ids),
    async reports(after, fence) {
      const { reports, changed } = await readReports(ask, after, fence);
      cache.forget(changed);
      return reports;
    },
    // While nothing is written: what is known afterwards was written after the last report.
    forgetReports: (fence) =>
      writer.alone(async () => {
        const last = await patiently(() => forgetReports(address, fence));
        if (last === undefined) throw takenOver();
        cache.forgetAll();
        return last;
      }),
    async close() {
      await saying.done();
      for (const hearing of hearings) await hearing.end();
    },
  };
}
