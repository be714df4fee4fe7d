import { PassThrough } from 'node:stream';
import type { Shell } from '../../src/terminal/shell.js';
import { recordedShell } from '../recorded-shell.js';

/** A terminal at which somebody sits. */
export interface Terminal {
  readonly shell: Shell;
  /** Everything that was shown. */
  shown(): string;
  /** Types lines, each ended by Enter. */
  types(...lines: readonly string[]): void;
  /** Goes away. */
  leaves(): void;
  /** What the process would get. */
  readonly signals: { on(signal: string, listener: () => void): void; exit(code: number): void };
  pressesCtrlC(): void;
}

/** Opens a terminal in a folder. */
export function atTerminal(cwd: string, env: Readonly<Record<string, string>> = {}): Terminal {
  let text = '';
  const write = (chunk: string): void => {
    text += chunk;
  };
  const keys = new PassThrough();
  const stdin = Object.assign(keys, { isTTY: true });
  const listeners: (() => void)[] = [];
  const shell = recordedShell({
    stdin,
    stdout: { write, isTTY: true },
    stderr: { write },
    cwd,
    env,
  });
  return {
    shell,
    shown: () => text,
    types: (...lines) => {
      for (const line of lines) keys.write(`${line}\n`);
    },
    leaves: () => void keys.end(),
    signals: {
      on: (signal, listener) => {
        if (signal === 'SIGINT') listeners.push(listener);
      },
      exit: () => undefined,
    },
    pressesCtrlC: () => {
      for (const listener of listeners) listener();
    },
  };
}
