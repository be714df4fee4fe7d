import { KapwaError, messageOf } from '@kapwa/core';

/** The code PostgreSQL gives (`28P01`), or that of the network (`ECONNREFUSED`). */
function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return String(error.code);
}

/** The server is not there: nothing that is wrong with what was asked. */
const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND', // the name of a container that is started anew
  'ENOENT', // the socket, while the server starts
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57P05', // idle_session_timeout
  '25P03', // idle_in_transaction_session_timeout
  '25006', // read_only_sql_transaction: a standby that is to take over
  '53300', // too_many_connections
]);

/** It was there, but could not do it this time: nothing was written. */
const inTheWay = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '55P03', // lock_not_available
  '57014', // query_canceled, as by a timeout
]);

/** What pg says, without a code, when a connection ends under it. */
const endings =
  /Connection terminated|Connection ended|not queryable|read timeout|timeout expired|timeout exceeded|Client was closed/i;

/** Whether the same may go well when it is tried again a little later. */
export function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  if (away.has(code) || code.startsWith('08') || inTheWay.has(code)) return true;
  return error instanceof Error && endings.test(error.message);
}

/** What is to be done about it, by PostgreSQL's codes. */
function advice(code: string): string {
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return 'No server answers there. Is it running, and are host and port right?';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'There is no machine of that name. Is the host right?';
    case '28P01':
    case '28000':
      return 'It does not let this user in. Are user and password right?';
    case '3D000':
      return 'There is no such database. Make it with: CREATE DATABASE.';
    case '42501':
      return 'This user may not do that. Give them the database (ALTER DATABASE ... OWNER TO) or a schema of their own.';
    case '57P03':
      return 'The server is just starting. Try again in a moment.';
    default:
      return 'See the log of the server.';
  }
}

/** Why a database cannot be used, with what to do. Holds no password: PostgreSQL repeats none. */
export function unusable(shown: string, cause: unknown): KapwaError {
  if (cause instanceof KapwaError) return cause;
  return new KapwaError(
    'store.unusable',
    `The ${shown} cannot be used to keep the bot's data: ${messageOf(cause) || codeOf(cause)}. ${advice(codeOf(cause))}`,
    { cause },
  );
}

/** That nothing more can be written. */
export function failedStore(shown: string, cause: unknown): KapwaError {
  return new KapwaError(
    'store.failed',
    `The bot's data could not be saved in the ${shown}: ${messageOf(cause) || codeOf(cause)}. Nothing more is accepted; see to the server, then start again.`,
    { cause },
  );
}
