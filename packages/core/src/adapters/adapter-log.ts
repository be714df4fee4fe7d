import type { LogFields, Logger } from '../logger.js';
import { withoutWords } from '../without-words.js';

function tactful(fields: LogFields | undefined): LogFields | undefined {
  if (fields === undefined) return undefined;
  const told = Object.entries(fields).map(([name, value]) =>
    typeof value === 'string' ? [name, withoutWords(value, undefined, 3)] : [name, value],
  );
  return Object.fromEntries(told);
}

/**
 * The log as adapters have it. In a field an adapter tells what a platform or a library said, in
 * which anything may stand: numbers, addresses, links and tokens are left out of it. The sentence
 * is the adapter's own.
 */
export function adapterLog(log: Logger): Logger {
  return {
    debug: (message, fields) => log.debug(message, tactful(fields)),
    info: (message, fields) => log.info(message, tactful(fields)),
    warn: (message, fields) => log.warn(message, tactful(fields)),
    error: (message, fields) => log.error(message, tactful(fields)),
  };
}
