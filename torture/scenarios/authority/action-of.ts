import { type Action, type ActionKind, plain } from '@kapwa/core';

const group = 'north-area';
/** A group that has no chat yet. */
export const PLANNED = 'planned';
const target = { group, message: 'm1' };
const to = { group };

/** One action of each kind, in North Area, about `person` where it is about somebody. */
export function actionOf(kind: ActionKind, person: string): Action {
  const makers: { readonly [Kind in ActionKind]: () => Action } = {
    'message.send': () => ({ kind: 'message.send', to, text: plain('hello') }),
    'message.edit': () => ({ kind: 'message.edit', target, text: plain('hello') }),
    'message.delete': () => ({ kind: 'message.delete', target }),
    'message.react': () => ({ kind: 'message.react', target, emoji: '👍' }),
    'message.pin': () => ({ kind: 'message.pin', target }),
    'message.unpin': () => ({ kind: 'message.unpin', target }),
    'poll.send': () => ({ kind: 'poll.send', to, question: 'When?', options: ['Now', 'Later'] }),
    'posting.set': () => ({ kind: 'posting.set', group, posting: 'admins' }),
    'editing.set': () => ({ kind: 'editing.set', group, editing: 'admins' }),
    'adding.set': () => ({ kind: 'adding.set', group, adding: 'admins' }),
    'disappearing.set': () => ({ kind: 'disappearing.set', group, after: 86_400_000 }),
    'approval.set': () => ({ kind: 'approval.set', group, approval: true }),
    'group.describe': () => ({ kind: 'group.describe', group, name: 'North' }),
    'group.create': () => ({ kind: 'group.create', group: PLANNED, adapter: 'playground' }),
    'group.link': () => ({ kind: 'group.link', group }),
    'group.unlink': () => ({ kind: 'group.unlink', group }),
    'group.read': () => ({ kind: 'group.read', group }),
    'member.remove': () => ({ kind: 'member.remove', group, person }),
    'member.promote': () => ({ kind: 'member.promote', group, person }),
    'member.demote': () => ({ kind: 'member.demote', group, person }),
    'member.mute': () => ({ kind: 'member.mute', group, person }),
    'member.unmute': () => ({ kind: 'member.unmute', group, person }),
    'join.approve': () => ({ kind: 'join.approve', group, person }),
    'join.decline': () => ({ kind: 'join.decline', group, person }),
    'invite.get': () => ({ kind: 'invite.get', group }),
    'invite.reset': () => ({ kind: 'invite.reset', group }),
    'typing.show': () => ({ kind: 'typing.show', to }),
    'read.show': () => ({ kind: 'read.show', target }),
  };
  return makers[kind]();
}
