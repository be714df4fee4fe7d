import type { Action } from '../actions/action.js';
import type { InboxEntry } from '../store/store.js';

/** Typing is shown in answer to the message the turn is about, where it is in the same chat. Pure. */
export function answered(action: Action, { event, place }: InboxEntry): Action {
  if (action.kind !== 'typing.show' || action.answers !== undefined) return action;
  if (event.kind !== 'message.received') return action;
  const { to } = action;
  const isHere = 'group' in to ? to.group === place.group : to.person === place.person;
  return isHere ? { ...action, answers: event.message } : action;
}
