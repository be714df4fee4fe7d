import pc from 'picocolors';
import { type ExitCode, exitCodes } from './exit-codes.js';

/** Where a command writes: a stream of the process, or a list in a test. */
export interface Output {
  write(chunk: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** What a command has of the world around it, so that it runs the same in a test. */
export interface Shell {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person is watching what `print` writes. */
  readonly isTTY: boolean;
  /** Whether `--json` was given. Commands declare no `--json` of their own. */
  readonly json: boolean;
  /** Colours that do nothing where colours are not wanted. */
  readonly colors: ReturnType<typeof pc.createColors>;
  /** What the command ends with if nothing else happens: the last `fail`, or `fine`. */
  readonly exitCode: ExitCode;
  /** A line for people: on stdout, or on stderr with `--json`. */
  print(line?: string): void;
  /** A remark for people that is not the result; always on stderr. */
  note(line: string): void;
  /** One line of JSON on stdout for programs; says nothing without `--json`. */
  data(value: unknown): void;
  /** Ends the command with this exit code once it returns; `findings` unless said otherwise. */
  fail(code?: ExitCode): void;
}

/** The parts of a shell that differ between a process and a test. */
export type ShellParts = Pick<Shell, 'stdin' | 'stdout' | 'stderr' | 'cwd' | 'env' | 'json'>;

/** Makes the shell commands run in; `print` and `data` together suit people and programs alike. */
export function createShell(parts: ShellParts): Shell {
  const people = parts.json ? parts.stderr : parts.stdout;
  const isTTY = people.isTTY === true;
  let exitCode: ExitCode = exitCodes.fine;

  return {
    ...parts,
    isTTY,
    colors: pc.createColors(wantsColors(parts.env, isTTY)),
    get exitCode() {
      return exitCode;
    },
    print: (line = '') => void people.write(`${line}\n`),
    note: (line) => void parts.stderr.write(`${line}\n`),
    data(value) {
      if (parts.json) parts.stdout.write(`${JSON.stringify(value)}\n`);
    },
    fail(code = exitCodes.findings) {
      exitCode = code;
    },
  };
}

/** https://no-color.org and https://force-color.org; otherwise only for a person at a terminal. */
function wantsColors(env: Shell['env'], isTTY: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return isTTY && env.TERM !== 'dumb';
}
