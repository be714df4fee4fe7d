import { KapwaError } from '@kapwa/core';
import type { ClientConfig } from 'pg';

/** Which database, and how the store behaves with it. */
export interface PostgresStoreOptions {
  /**
   * `postgresql://user:password@host:5432/database`, with `?sslmode=verify-full` for a server
   * elsewhere. `?host=/folder` in it means a socket in that folder.
   */
  readonly url: string;
  /** The schema that holds the tables, made when it is not there; `kapwa` unless given. */
  readonly schema?: string;
  /** How many connections are used for reading, 1 or more; 4 unless given. One more writes, and one hears. */
  readonly readers?: number;
  /** How long calls wait for a server that is away before the store stops, ms; 60,000 unless given. */
  readonly patience?: number;
}

/** Where a store is, with the password apart from everything that is shown to people. */
export interface PostgresAddress {
  readonly config: ClientConfig;
  readonly schema: string;
  /** `database kapwa at db.example.org:5432, schema kapwa`: never with the password in it. */
  readonly shown: string;
}

function invalid(message: string): KapwaError {
  return new KapwaError('config.invalid', message);
}

function parsed(url: string): URL {
  const example = 'It looks like postgresql://user:password@host:5432/database.';
  let found: URL;
  try {
    // No host, with a socket's folder behind it, is no URL for anybody but PostgreSQL.
    found = new URL(url.replace('@/', '@localhost/'));
  } catch {
    // The cause is left out: it would show the password.
    throw invalid(`The address of the PostgreSQL database cannot be read. ${example}`);
  }
  if (!['postgres:', 'postgresql:'].includes(found.protocol)) {
    throw invalid(
      `The address of the PostgreSQL database begins with "${found.protocol}". ${example}`,
    );
  }
  return found;
}

/** Reads what was given. Raises `config.invalid` for what is no address, or no name of a schema. */
export function postgresAddress({
  url,
  schema = 'kapwa',
}: Pick<PostgresStoreOptions, 'url' | 'schema'>): PostgresAddress {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema) || schema.startsWith('pg_')) {
    throw invalid(
      `"${schema}" cannot be the schema of the database: it begins with a letter and has small letters, digits and _ only, such as kapwa.`,
    );
  }
  const { hostname, port, pathname, username, searchParams } = parsed(url);
  const host = searchParams.get('host') ?? (hostname || 'localhost');
  const place = host.startsWith('/') ? host : `${host}:${port || '5432'}`;
  const database = decodeURIComponent(pathname.slice(1)) || decodeURIComponent(username);
  return {
    config: { connectionString: url, keepAlive: true, application_name: 'kapwa' },
    schema,
    shown: `database ${database || '(the one of your user)'} at ${place}, schema ${schema}`,
  };
}
