/**
 * One PostgreSQL for all tests of a run, started when the first of them asks for it. By its path:
 * vitest loads a global setup without the conditions that lead a name to its sources.
 */
export { servePostgres as default } from '../../packages/testing/src/postgres.js';
