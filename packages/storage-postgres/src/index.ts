export type { PostgresStoreOptions } from './address.js';
export { type Filled, type FillOptions, fillPostgres } from './fill-postgres.js';
export { type PostgresServer, pingPostgres } from './ping.js';
export { postgresStore } from './postgres-store.js';
