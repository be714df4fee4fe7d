import {
  type ActionKind,
  type Capability,
  type CapabilityQuery,
  type Group,
  native,
  unsupported,
} from '@kapwa/core';

/** What only admins may do in a group of WhatsApp, and what a person does where the bot is none. */
const forAdmins: Partial<Record<ActionKind, string>> = {
  'message.delete': 'delete the message yourself',
  'message.pin': 'pin the message yourself',
  'message.unpin': 'unpin the message yourself',
  'posting.set': 'choose yourself who may send messages there',
  'editing.set': 'choose yourself who may edit group settings',
  'adding.set': 'choose yourself who may add members',
  'disappearing.set': 'set disappearing messages yourself',
  'approval.set': 'choose yourself whether an admin approves new members',
  'group.describe': 'change its name or description yourself',
  'group.link': 'add it to the community yourself',
  'group.unlink': 'take it out of the community yourself',
  'member.remove': 'remove the person yourself',
  'member.promote': 'make the person an admin yourself',
  'member.demote': 'dismiss the person as admin yourself',
  'join.approve': 'let the person in yourself',
  'join.decline': 'decline the request yourself',
  'invite.get': 'copy its invite link yourself',
  'invite.reset': 'reset its invite link yourself',
};

const noGroup = unsupported('This is about a group, and a direct chat is none.');

const noMute = unsupported(
  'WhatsApp cannot keep one person alone from writing in a group: let only admins write there for a while, or remove the person.',
);

function assisted(reason: string): Capability {
  return { level: 'assisted', reason };
}

const isAdmin = (role: CapabilityQuery['botRole']): boolean => role === 'admin' || role === 'owner';

function withRight(instead: string, group: Group, role: CapabilityQuery['botRole']): Capability {
  if (isAdmin(role)) return native;
  return assisted(`The bot is not an admin of ${group.name}: make it one, or ${instead}.`);
}

function inDirectChat(action: ActionKind): Capability {
  switch (action) {
    case 'message.pin':
    case 'message.unpin':
      return native;
    case 'message.delete':
      return unsupported('In a direct chat only the one who wrote a message can delete it.');
    default:
      return noGroup;
  }
}

/** Whether the bot may write; it is taken to be in a group of which nothing was reported yet. */
function toWrite(group: Group | undefined, role: CapabilityQuery['botRole']): Capability {
  if (group === undefined || group.posting === 'everyone' || isAdmin(role)) return native;
  return assisted(
    `Only admins can send messages in ${group.name}, and the bot is not one: make it an admin, or write there yourself.`,
  );
}

function byItself(query: CapabilityQuery): Capability {
  if (toWrite(query.group, query.botRole).level === 'native') return native;
  return unsupported(
    `Only admins can send messages in ${query.group?.name ?? 'this group'}, and the bot is not one; nobody else can do this for it.`,
  );
}

/**
 * What a linked device can do, out of the bot's role as last reported: reading, reacting and
 * writing as everybody can, and all the rest as an admin.
 */
export function capability(query: CapabilityQuery): Capability {
  const { action, group, botRole } = query;
  const instead = forAdmins[action];
  if (instead !== undefined) {
    return group === undefined ? inDirectChat(action) : withRight(instead, group, botRole);
  }
  switch (action) {
    case 'message.send':
    case 'poll.send':
      return toWrite(group, botRole);
    case 'message.edit':
    case 'typing.show':
      return byItself(query);
    case 'message.react':
    case 'read.show':
      return native;
    case 'group.create':
      if (group === undefined) return noGroup;
      return group.chat === undefined
        ? native
        : unsupported(`The group "${group.name}" has a chat already.`);
    case 'group.read':
      return group === undefined ? noGroup : native;
    case 'member.mute':
    case 'member.unmute':
      return group === undefined ? noGroup : noMute;
    default:
      // Actions that are newer than this adapter.
      return unsupported(`WhatsApp on a linked device has no ${String(action)}.`);
  }
}
