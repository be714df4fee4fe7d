import type { Action } from '../actions/action.js';
import type { KindThatIs } from '../actions/action-traits.js';
import type { CoreMessages } from '../messages.js';

type Key = keyof CoreMessages & string;

/** A kind of action an admin can be asked to do. */
type AssistableKind = KindThatIs<'assistable'>;

/** Where in a messenger the taps begin that are written down for no messenger in particular. */
type Start = 'message' | 'member' | 'settings' | 'community';

const starts: Readonly<Record<AssistableKind, Start>> = {
  'message.delete': 'message',
  'message.pin': 'message',
  'message.unpin': 'message',
  'posting.set': 'settings',
  'editing.set': 'settings',
  'adding.set': 'settings',
  'disappearing.set': 'settings',
  'approval.set': 'settings',
  'group.describe': 'settings',
  'group.create': 'community',
  'group.link': 'community',
  'group.unlink': 'community',
  'member.remove': 'member',
  'member.promote': 'member',
  'member.demote': 'member',
  'member.mute': 'member',
  'member.unmute': 'member',
  'join.approve': 'settings',
  'join.decline': 'settings',
  'invite.reset': 'settings',
};

/** The taps of a messenger that are known exactly, by the adapter's name. */
const exact: Readonly<Record<string, Readonly<Partial<Record<AssistableKind, Key>>>>> = {
  whatsapp: {
    'message.delete': 'assist.whatsapp.delete',
    'posting.set': 'assist.whatsapp.posting',
    'editing.set': 'assist.whatsapp.editing',
    'adding.set': 'assist.whatsapp.adding',
    'disappearing.set': 'assist.whatsapp.disappearing',
    'approval.set': 'assist.whatsapp.approval',
    'group.create': 'assist.whatsapp.create',
    'group.link': 'assist.whatsapp.link',
    'member.remove': 'assist.whatsapp.remove',
    'member.promote': 'assist.whatsapp.promote',
    'member.demote': 'assist.whatsapp.demote',
    'join.approve': 'assist.whatsapp.requests',
    'join.decline': 'assist.whatsapp.requests',
    'invite.reset': 'assist.whatsapp.reset',
  },
  telegram: {
    'message.delete': 'assist.telegram.delete',
    'posting.set': 'assist.telegram.posting',
    'editing.set': 'assist.telegram.editing',
    'adding.set': 'assist.telegram.adding',
    'disappearing.set': 'assist.telegram.disappearing',
    'approval.set': 'assist.telegram.approval',
    'group.create': 'assist.telegram.create',
    'member.remove': 'assist.telegram.remove',
    'member.promote': 'assist.telegram.promote',
    'member.demote': 'assist.telegram.demote',
    'member.mute': 'assist.telegram.mute',
    'member.unmute': 'assist.telegram.mute',
    'join.approve': 'assist.telegram.requests',
    'join.decline': 'assist.telegram.requests',
    'invite.reset': 'assist.telegram.reset',
  },
};

/** What is to be done, as a message key. */
export function whatKey(action: Action): Key {
  if (action.kind === 'posting.set') {
    return action.posting === 'admins' ? 'assist.what.only-admins' : 'assist.what.everyone';
  }
  if (action.kind === 'editing.set') return `assist.what.editing-${action.editing}`;
  if (action.kind === 'adding.set') return `assist.what.adding-${action.adding}`;
  if (action.kind === 'approval.set') {
    return action.approval ? 'assist.what.approval-on' : 'assist.what.approval-off';
  }
  return `assist.what.${action.kind.replace('.', '-')}` as Key;
}

/** How it is done in that messenger, tap by tap; in general words where it is not known. */
export function stepsKey(action: Action, adapter: string): Key {
  const kind = action.kind as AssistableKind;
  return exact[adapter]?.[kind] ?? (`assist.generic.${starts[kind]}` as Key);
}
