import { explainFailure, tellFailure } from './failure.js';
import { createShell, type Shell } from './shell.js';

/**
 * The shell of the running process, with its last line of defence.
 *
 * A reader that has seen enough (`kapwa check | head -1`) closes the pipe: that ends the command
 * quietly. What nobody caught is told in plain words.
 */
export function createProcessShell(json: boolean): Shell {
  const { stdin, stdout, stderr, env } = process;
  const shell = createShell({ stdin, stdout, stderr, env, cwd: process.cwd(), json });

  const onWriteError = (error: NodeJS.ErrnoException): void => {
    if (error.code === 'EPIPE') process.exit(shell.exitCode);
    fail(error);
  };
  const fail = (error: unknown): void => {
    const failure = explainFailure(error, env);
    tellFailure(failure, shell);
    process.exit(failure.code);
  };
  stdout.on('error', onWriteError);
  stderr.on('error', () => process.exit(shell.exitCode));
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  return shell;
}
