import type { LogFields, Logger } from '@kapwa/core';
import type { Shell } from '../terminal/shell.js';

const line = (level: string, message: string, fields: LogFields | undefined): string => {
  const details = fields && Object.keys(fields).length > 0 ? ` ${JSON.stringify(fields)}` : '';
  return `${new Date().toISOString()} ${level} ${message}${details}`;
};

/**
 * A log on stderr for developers, one line each. What goes into it never holds a message, a
 * number or a token: the kit's `Logger` asks that of everybody. `KAPWA_DEBUG=1` shows more.
 */
export function stderrLog(shell: Pick<Shell, 'note' | 'env'>): Logger {
  const write = (level: string) => (message: string, fields?: LogFields) =>
    shell.note(line(level, message, fields));
  const isVerbose = Boolean(shell.env.KAPWA_DEBUG) && shell.env.KAPWA_DEBUG !== '0';
  return {
    debug: isVerbose ? write('debug') : () => undefined,
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
}
