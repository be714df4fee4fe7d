export { postgresForTests, servePostgres } from './postgres-server/postgres-for-tests.js';
export { type PostgresProcess, startPostgres } from './postgres-server/start-postgres.js';
