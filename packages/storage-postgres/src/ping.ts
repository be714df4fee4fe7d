import { type PostgresStoreOptions, postgresAddress } from './address.js';
import { holdsSomething } from './open-database.js';

/** A database that answers. */
export interface PostgresServer {
  /** Which it is, for people: without the password. */
  readonly shown: string;
  /** Whether a bot keeps something there by now. */
  readonly isUsed: boolean;
}

/**
 * Finds out whether a database can be reached and used; changes nothing. Raises `config.invalid` for
 * an address that cannot be read, and `store.unusable` with the reason and what to do.
 */
export async function pingPostgres(
  options: Pick<PostgresStoreOptions, 'url' | 'schema'>,
): Promise<PostgresServer> {
  const address = postgresAddress(options);
  return { shown: address.shown, isUsed: await holdsSomething(address) };
}
