import type { Action } from '../actions/action.js';
import { namedSetting } from '../actions/named-setting.js';
import type { KapwaEvent } from '../events/event.js';
import type { WhoMay } from '../model/group.js';
import type { PlatformRole } from '../model/membership.js';
import type { PersonId } from '../model/person.js';

/** Whether what a platform reports shows that an action has been done, by whomever. Pure. */
export function isShownBy(action: Action, event: KapwaEvent, who: PersonId | undefined): boolean {
  switch (event.kind) {
    case 'message.deleted':
      return action.kind === 'message.delete' && action.target.message === event.message;
    case 'member.left':
      return action.kind === 'member.remove' && action.person === who;
    case 'member.joined':
      return action.kind === 'join.approve' && action.person === who;
    case 'member.muted':
      return 'person' in action && action.person === who && muteFits(action, event.muted);
    case 'role.changed':
      return 'person' in action && action.person === who && roleFits(action, event.role);
    case 'group.changed':
      if (action.kind === 'invite.reset') return event.linkReset === true;
      return settingFits(action, event);
    case 'group.reported':
      return settingFits(action, event);
    default:
      return false;
  }
}

/** Whether somebody's role in the group is what the action makes it; no role is being out. */
export function roleFits(action: Action, role: PlatformRole | undefined): boolean {
  switch (action.kind) {
    case 'member.remove':
      return role === undefined;
    case 'member.promote':
      return role === 'admin' || role === 'owner';
    case 'member.demote':
      return role === 'member';
    case 'join.approve':
      return role !== undefined;
    default:
      return false;
  }
}

function muteFits({ kind }: Action, muted: boolean): boolean {
  return (kind === 'member.mute' && muted) || (kind === 'member.unmute' && !muted);
}

/** What a report or a reading of a group may tell that shows a request to be done. */
interface Told {
  readonly posting?: WhoMay | undefined;
  readonly editing?: WhoMay | undefined;
  readonly adding?: WhoMay | undefined;
  /** ms */
  readonly disappearing?: number | undefined;
  readonly approval?: boolean | undefined;
  readonly linked?: boolean | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly members?: unknown;
}

function settingFits(action: Action, told: Told): boolean {
  const named = namedSetting(action);
  if (named !== undefined) return told[named.what] === named.value;
  switch (action.kind) {
    case 'disappearing.set':
      return told.disappearing === action.after;
    case 'group.link':
      return told.linked === true;
    case 'group.unlink':
      return told.linked === false;
    case 'group.describe':
      return (
        (action.name === undefined || told.name === action.name) &&
        (action.description === undefined || told.description === action.description)
      );
    default:
      return false;
  }
}

/** Whether a reading of the group says anything about what the action was to change. */
export function isToldBy(action: Action, told: Told): boolean {
  const named = namedSetting(action);
  if (named !== undefined) return told[named.what] !== undefined;
  switch (action.kind) {
    case 'disappearing.set':
      return told.disappearing !== undefined;
    case 'group.link':
    case 'group.unlink':
      return told.linked !== undefined;
    case 'group.describe':
      return (
        (action.name === undefined || told.name !== undefined) &&
        (action.description === undefined || told.description !== undefined)
      );
    default:
      return told.members !== undefined;
  }
}

/** Whether a reading of the group could tell if the action has been done. */
export function isReadable(action: Action): boolean {
  const { kind } = action;
  return (
    namedSetting(action) !== undefined ||
    kind === 'disappearing.set' ||
    kind === 'group.describe' ||
    kind === 'group.link' ||
    kind === 'group.unlink' ||
    isAboutRole(kind)
  );
}

/** Whether the members of the group tell if an action of this kind has been done. */
export function isAboutRole(kind: Action['kind']): boolean {
  return (
    kind === 'member.remove' ||
    kind === 'member.promote' ||
    kind === 'member.demote' ||
    kind === 'join.approve'
  );
}
