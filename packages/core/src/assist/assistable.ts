import type { Action, ActionOptions } from '../actions/action.js';
import { kindIs } from '../actions/action-traits.js';
import { isVolatile } from '../actions/check-options.js';
import type { PersonId } from '../model/person.js';

/** Whether an admin may be asked to do an action by hand. */
export function isAssistable(action: Action, options: ActionOptions): boolean {
  if (options.assist === false || isVolatile(action, options)) return false;
  if (!kindIs(action.kind, 'assistable')) return false;
  return 'group' in ('target' in action ? action.target : action);
}

/** Whom an action is done to: they are never asked to do it. */
export function personIn(action: Action): PersonId | undefined {
  return 'person' in action ? action.person : undefined;
}
