import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Stage } from './stage.js';

const command = fileURLToPath(new URL('../../../packages/cli/bin/kapwa.js', import.meta.url));

/** No step of an act may take longer, ms: machines that build things are slow. */
const LONGEST = 120_000;

type Env = Readonly<Record<string, string>>;

/** `kapwa` in a process of its own, with everything it says. */
export interface Kapwa {
  readonly out: string;
  readonly err: string;
  /** Waits until something stands on stdout; answers with what the pattern caught. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Asks it to stop, and waits. */
  stop(): Promise<number | null>;
  ended(): Promise<number | null>;
}

function startedIn(
  cwd: string,
  stage: Stage,
  args: readonly string[],
  env: Env,
): ChildProcessByStdio<null, Readable, Readable> {
  const { PATH = '', HOME = '' } = process.env;
  const all = { PATH, HOME, TMPDIR: stage.temporary, KAPWA_SOURCE: '1', ...env };
  return spawn(process.execPath, [command, ...args], {
    cwd,
    env: all,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits until something holds. Throws with `what` where it never does. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + LONGEST;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`it never came about: ${what}`);
    await wait(20);
  }
}

/** Starts `kapwa` in a folder; the environment is only what is given. */
export function startKapwa(
  cwd: string,
  stage: Stage,
  args: readonly string[],
  env: Env = {},
): Kapwa {
  const child = startedIn(cwd, stage, args, env);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  let code: number | null | undefined;
  const closed = once(child, 'close').then(([status]) => (code = status as number | null));
  return {
    get out() {
      return said.out;
    },
    get err() {
      return said.err;
    },
    async says(pattern) {
      const what = `kapwa ${args.join(' ')} says ${pattern}`;
      await until(what, () => {
        if (code !== undefined) throw new Error(`${what}: it ended instead, ${said.err}`);
        return pattern.test(said.out);
      });
      return pattern.exec(said.out) as RegExpExecArray;
    },
    stop() {
      child.kill('SIGTERM');
      return closed;
    },
    ended: () => closed,
  };
}

/** Runs `kapwa` to its end. */
export async function kapwa(
  cwd: string,
  stage: Stage,
  args: readonly string[],
  env: Env = {},
): Promise<Kapwa & { readonly code: number | null }> {
  const run = startKapwa(cwd, stage, args, env);
  const code = await run.ended();
  return { ...run, out: run.out, err: run.err, code };
}
