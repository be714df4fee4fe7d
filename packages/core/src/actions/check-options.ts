import { KapwaError } from '../errors.js';
import type { Action, ActionOptions } from './action.js';
import { reversibleKinds } from './undo.js';

/** Whether an action is tried at once and never again: those that only mean something now. */
export function isVolatile(action: Action, options: ActionOptions): boolean {
  return options.volatile ?? action.kind === 'typing.show';
}

function invalid(plugin: string, problem: string): KapwaError {
  return new KapwaError('plugin.invalid', `${plugin}: ${problem}`);
}

/**
 * Checks that what was asked for can be carried out in the way that was asked.
 *
 * Raises `plugin.invalid` for an end of what cannot be undone, and for waiting with what is tried
 * at once.
 */
export function checkOptions(plugin: string, action: Action, options: ActionOptions): void {
  const { until, after, notBefore } = options;
  if (until !== undefined && !reversibleKinds.includes(action.kind)) {
    throw invalid(
      plugin,
      `${action.kind} cannot be undone, so it cannot have an "until". It works for ${reversibleKinds.join(', ')}.`,
    );
  }
  const waits = notBefore !== undefined || until !== undefined || (after?.length ?? 0) > 0;
  if (waits && isVolatile(action, options)) {
    throw invalid(
      plugin,
      `${action.kind} is tried at once and never stored, so it cannot have "after", "notBefore" or "until".`,
    );
  }
}
