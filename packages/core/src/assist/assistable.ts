import type { Action, ActionKind, ActionOptions } from '../actions/action.js';
import { isVolatile } from '../actions/check-options.js';
import type { PersonId } from '../model/person.js';

/** What an admin can do in the bot's stead, with nothing brought back and nothing to copy. */
const assistableKinds = [
  'message.delete',
  'message.pin',
  'message.unpin',
  'posting.set',
  'editing.set',
  'adding.set',
  'disappearing.set',
  'approval.set',
  'group.describe',
  'group.create',
  'group.link',
  'group.unlink',
  'member.remove',
  'member.promote',
  'member.demote',
  'member.mute',
  'member.unmute',
  'join.approve',
  'join.decline',
  'invite.reset',
] as const satisfies readonly ActionKind[];

/** A kind of action an admin can be asked to do. */
export type AssistableKind = (typeof assistableKinds)[number];

/** Whether an admin may be asked to do an action by hand. */
export function isAssistable(action: Action, options: ActionOptions): boolean {
  if (options.assist === false || isVolatile(action, options)) return false;
  if (!assistableKinds.some((kind) => kind === action.kind)) return false;
  return 'group' in ('target' in action ? action.target : action);
}

/** Whom an action is done to: they are never asked to do it. */
export function personIn(action: Action): PersonId | undefined {
  return 'person' in action ? action.person : undefined;
}
