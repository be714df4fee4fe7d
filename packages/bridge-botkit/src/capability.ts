import {
  type ActionKind,
  type Capability,
  type CapabilityQuery,
  native,
  unsupported,
} from '@kapwa/core';
import type { Platform } from './platforms.js';

/** What an admin of a group can do by hand on any platform that has groups. */
const byHand: Readonly<Partial<Record<ActionKind, string>>> = {
  'message.delete': 'an admin deletes the message',
  'message.pin': 'an admin pins the message',
  'message.unpin': 'an admin unpins the message',
  'group.describe': 'an admin changes its name or description',
  'member.remove': 'an admin removes the person',
};

function can(action: ActionKind, { edits, deletes, types }: Platform): boolean {
  switch (action) {
    case 'message.send':
      return true;
    case 'message.edit':
      return edits;
    case 'message.delete':
      return deletes;
    case 'typing.show':
      return types;
    default:
      return false;
  }
}

/** What an adapter of the Bot Framework can do: by the table of platforms, and by nothing else. */
export function capability({ action, group }: CapabilityQuery, platform: Platform): Capability {
  if (can(action, platform)) return native;
  const { label } = platform;
  const instead = group === undefined || !platform.hasGroups ? undefined : byHand[action];
  if (group !== undefined && instead !== undefined) {
    const reason = `The bridge to ${label} cannot do this in ${group.name}: ${instead}.`;
    return { level: 'assisted', reason };
  }
  return unsupported(`The bridge to ${label} has no way to do this (${action}).`);
}
