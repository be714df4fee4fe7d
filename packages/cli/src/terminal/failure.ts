import { inspect } from 'node:util';
import type { ErrorCode, KapwaError } from '@kapwa/core';
import { type ExitCode, exitCodes } from './exit-codes.js';
import type { Shell } from './shell.js';

/** What a program is told of a failure: a code of `docs/errors.md`, or what else it was. */
interface FailureData {
  readonly code: ErrorCode | 'usage' | 'unexpected';
  readonly message: string;
}

/** A failed command as people and scripts are told about it. */
export interface Failure {
  readonly text: string;
  readonly code: ExitCode;
  readonly error: FailureData;
}

/**
 * Turns anything thrown into plain sentences and an exit code.
 *
 * A stack trace helps nobody who runs a community; `KAPWA_DEBUG=1` adds it for those it helps.
 */
export function explainFailure(error: unknown, env: Shell['env']): Failure {
  const details = isOn(env.KAPWA_DEBUG) ? `\n\n${inspect(error)}` : '';
  if (isKapwaError(error)) {
    const { code, message } = error;
    return {
      text: `kapwa: ${message}${details}`,
      code: exitCodeOf(code),
      error: { code, message },
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  const hint = details || '\nRun it again with KAPWA_DEBUG=1 to see where it happened.';
  return {
    text: `kapwa: something went wrong that should not have: ${message}${hint}`,
    code: exitCodes.findings,
    error: { code: 'unexpected', message },
  };
}

/** Tells of a failure: people in a sentence, and programs that asked for JSON on stdout. */
export function tellFailure({ text, error }: Failure, shell: Shell): void {
  shell.data({ ok: false, error });
  shell.note(text);
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0';
}

/** By name, not by class: the core is large and not loaded before a command needs it. */
function isKapwaError(error: unknown): error is KapwaError {
  return error instanceof Error && error.name === 'KapwaError' && 'code' in error;
}

function exitCodeOf(code: ErrorCode): ExitCode {
  if (code.startsWith('config.') || code.startsWith('blueprint.')) return exitCodes.configuration;
  return code.startsWith('input.') ? exitCodes.usage : exitCodes.findings;
}
