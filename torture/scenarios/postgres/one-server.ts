import type { Store } from '@kapwa/core';
import { postgresStore } from '@kapwa/storage-postgres';
import { startPostgres } from '@kapwa/testing/postgres';

/** A server of one scenario. */
export interface OneServer {
  /** A new schema, and what makes a store on it; all of them go with the server. */
  place(): () => Store;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL for a scenario: each trial gets a schema of its own on it. */
export async function oneServer(): Promise<OneServer> {
  const { url, stop } = await startPostgres();
  let places = 0;
  return {
    place() {
      places += 1;
      const schema = `trial_${places}`;
      return () => postgresStore({ url, schema, readers: 1 });
    },
    stop,
  };
}
