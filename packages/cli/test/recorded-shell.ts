import { Readable } from 'node:stream';
import { createShell, type Shell, type ShellParts } from '../src/terminal/shell.js';

/** A shell that keeps what is written instead of showing it. */
export interface RecordedShell extends Shell {
  /** What stands on stdout. */
  readonly out: string;
  /** What stands on stderr. */
  readonly err: string;
}

/** Makes a shell for running commands in a test, without a process of their own. */
export function recordedShell(parts: Partial<ShellParts> = {}): RecordedShell {
  const written = { out: '', err: '' };
  const shell = createShell({
    stdin: Readable.from([]),
    stdout: { write: (chunk) => (written.out += chunk) },
    stderr: { write: (chunk) => (written.err += chunk) },
    cwd: process.cwd(),
    env: {},
    json: false,
    ...parts,
  });
  const recorded = {
    get out() {
      return written.out;
    },
    get err() {
      return written.err;
    },
  };
  return Object.defineProperties(
    shell,
    Object.getOwnPropertyDescriptors(recorded),
  ) as RecordedShell;
}
