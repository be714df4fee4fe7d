import type { PlatformRole } from '../model/membership.js';
import type { GroupSettings } from '../model/standing.js';
import type { Action, ChangeMember } from './action.js';
import { namedSetting } from './named-setting.js';

/** How things stood before an action, as far as it is known. */
export interface Before {
  readonly settings: GroupSettings;
  /** The platform role of the person the action is about. */
  readonly role?: PlatformRole | undefined;
  /** Whether that person may not write in the group. */
  readonly muted?: boolean | undefined;
}

/** What an action sets, by which one sees later that nobody else has changed it. */
interface WhatIsSet {
  readonly what: keyof GroupSettings | 'role' | 'muted';
  readonly value: unknown;
  /** What it was before, as far as it is known. */
  readonly before?: unknown;
}

/** How an action is undone. */
export interface Undo {
  /** The action that puts it back; absent where there is nothing to put back. */
  readonly action?: Action;
  readonly sets: readonly WhatIsSet[];
}

/**
 * One word for what an action changes, the same for the action and for what undoes it: a later one
 * of the same word takes the place of an earlier one. Undefined for what cannot be undone.
 */
export function changedBy(action: Action): string | undefined {
  switch (action.kind) {
    case 'disappearing.set':
      return 'disappearing';
    case 'group.describe':
      return 'description';
    case 'group.link':
    case 'group.unlink':
      return 'linked';
    case 'message.pin':
    case 'message.unpin': {
      const { message } = action.target;
      return `pin:${typeof message === 'string' ? message : message.action}`;
    }
    case 'member.promote':
    case 'member.demote':
      return `role:${action.person}`;
    case 'member.mute':
    case 'member.unmute':
      return `muted:${action.person}`;
    default:
      return namedSetting(action)?.what;
  }
}

function undoNamed(action: Action, { settings }: Before): Undo | undefined {
  const named = namedSetting(action);
  if (named === undefined) return undefined;
  const before = settings[named.what];
  const sets = [{ ...named, before }];
  return before === undefined || before === named.value
    ? { sets }
    : { sets, action: { ...action, [named.what]: before } as Action };
}

function undoDescription(
  action: Extract<Action, { kind: 'group.describe' }>,
  { settings }: Before,
): Undo {
  const { kind, group, name, description } = action;
  const sets: WhatIsSet[] = [];
  if (name !== undefined) sets.push({ what: 'name', value: name, before: settings.name });
  const oldName = name === undefined || name === settings.name ? undefined : settings.name;
  // A group that never said anything about itself says nothing again.
  const old = settings.description ?? '';
  if (description !== undefined) {
    sets.push({ what: 'description', value: description, before: old });
  }
  const oldDescription = description === undefined || description === old ? undefined : old;
  if (oldName === undefined && oldDescription === undefined) return { sets };
  return {
    sets,
    action: {
      kind,
      group,
      ...(oldName === undefined ? {} : { name: oldName }),
      ...(oldDescription === undefined ? {} : { description: oldDescription }),
    },
  };
}

function undoMute({ kind, group, person }: ChangeMember, { muted = false }: Before): Undo {
  const mutes = kind === 'member.mute';
  const sets: WhatIsSet[] = [{ what: 'muted', value: mutes, before: muted }];
  if (muted === mutes) return { sets };
  return { sets, action: { kind: mutes ? 'member.unmute' : 'member.mute', group, person } };
}

function undoRole({ kind, group, person }: ChangeMember, { role }: Before): Undo {
  const promotes = kind === 'member.promote';
  const sets: WhatIsSet[] = [{ what: 'role', value: promotes ? 'admin' : 'member', before: role }];
  if (role !== (promotes ? 'member' : 'admin')) return { sets };
  return { sets, action: { kind: promotes ? 'member.demote' : 'member.promote', group, person } };
}

/** How an action is put back to how things stood before; undefined for what cannot be undone. */
export function undoOf(action: Action, before: Before): Undo | undefined {
  const { settings } = before;
  switch (action.kind) {
    case 'disappearing.set': {
      const after = settings.disappearing ?? 0;
      const sets = [{ what: 'disappearing', value: action.after, before: after } as const];
      return after === action.after ? { sets } : { sets, action: { ...action, after } };
    }
    case 'group.describe':
      return undoDescription(action, before);
    case 'group.link':
    case 'group.unlink': {
      const linked = action.kind === 'group.link';
      const sets = [{ what: 'linked', value: linked, before: !linked } as const];
      if (settings.linked === linked) return { sets };
      return { sets, action: { ...action, kind: linked ? 'group.unlink' : 'group.link' } };
    }
    case 'message.pin':
    case 'message.unpin': {
      const kind = action.kind === 'message.pin' ? 'message.unpin' : 'message.pin';
      return { sets: [], action: { ...action, kind } };
    }
    case 'member.promote':
    case 'member.demote':
      return undoRole(action, before);
    case 'member.mute':
    case 'member.unmute':
      return undoMute(action, before);
    default:
      return undoNamed(action, before);
  }
}
