import type { ActionKind } from '../actions/action.js';
import type { Permission } from './role.js';

/**
 * The permission that each action asks for when it is done because somebody wishes it: what goes
 * into `onBehalfOf`. By the role tables, plain members can have none of it done.
 */
export const actionPermissions: Readonly<Record<ActionKind, Permission>> = {
  'message.send': 'message.send',
  'message.edit': 'message.edit',
  'message.delete': 'message.delete',
  'message.react': 'message.react',
  'message.pin': 'message.pin',
  'message.unpin': 'message.pin',
  'poll.send': 'poll.send',
  'posting.set': 'posting.set',
  'editing.set': 'editing.set',
  'adding.set': 'adding.set',
  'disappearing.set': 'disappearing.set',
  'approval.set': 'approval.set',
  'group.describe': 'group.describe',
  'group.create': 'group.create',
  'group.link': 'group.link',
  'group.unlink': 'group.link',
  'group.read': 'group.read',
  'member.remove': 'member.remove',
  'member.promote': 'member.promote',
  'member.demote': 'member.promote',
  'member.mute': 'member.mute',
  'member.unmute': 'member.mute',
  'join.approve': 'join.answer',
  'join.decline': 'join.answer',
  'invite.get': 'invite.get',
  'invite.reset': 'invite.reset',
  'typing.show': 'message.send',
  'read.show': 'message.send',
};
