import {
  type ActionKind,
  type Capability,
  type CapabilityQuery,
  type Group,
  native,
  unsupported,
} from '@kapwa/core';

/** What a person can do in the bot's stead, behind "make it one, or". */
type InGroups = 'message.delete' | 'message.pin' | 'message.unpin';
type OfGroups = Exclude<
  ActionKind,
  | InGroups
  | 'message.send'
  | 'message.edit'
  | 'message.react'
  | 'poll.send'
  | 'typing.show'
  | 'read.show'
  | 'group.create'
  | 'group.read'
>;

/** For what the bot has to be an admin, and what a person does instead where it is none. */
const forAdmins: Readonly<Record<InGroups | OfGroups, string>> = {
  'message.delete': 'delete the message yourself',
  'message.pin': 'pin the message yourself',
  'message.unpin': 'unpin the message yourself',
  'posting.set': 'choose yourself who may write there',
  'editing.set': 'choose yourself who may change its name, description and picture',
  'adding.set': 'choose yourself who may add people',
  'disappearing.set': 'set the time after which messages disappear yourself',
  'approval.set': 'choose yourself whether new members have to be let in',
  'group.describe': 'change its name or description yourself',
  'group.link': 'put it under the community yourself',
  'group.unlink': 'take it out of the community yourself',
  'member.remove': 'remove the person yourself',
  'member.promote': 'make the person an admin yourself',
  'member.demote': 'take the admin role from the person yourself',
  'member.mute': 'mute the person yourself',
  'member.unmute': 'let the person write again yourself',
  'join.approve': 'let the person in yourself',
  'join.decline': 'decline the request yourself',
  'invite.get': 'copy its invite link yourself',
  'invite.reset': 'reset its invite link yourself',
};

const isAdmin = (role: CapabilityQuery['botRole']): boolean => role === 'admin' || role === 'owner';

function isForAdmins(action: ActionKind): action is keyof typeof forAdmins {
  return action in forAdmins;
}

function assisted(reason: string): Capability {
  return { level: 'assisted', reason };
}

function lacksRight(group: Group, instead: string): Capability {
  return assisted(`The bot is not an admin of ${group.name}: make it one, or ${instead}.`);
}

/** What a member may do, once the bot is one. */
function asMember({ group, botRole }: CapabilityQuery, instead: string): Capability {
  if (group === undefined || botRole !== undefined) return native;
  return assisted(`The bot is not in ${group.name}: add it, or ${instead}.`);
}

function toWrite(query: CapabilityQuery): Capability {
  const { group, botRole } = query;
  if (group === undefined || group.posting === 'everyone' || isAdmin(botRole)) return native;
  return assisted(
    `Only admins can write in ${group.name}, and the bot is not one: make it an admin, or write there yourself.`,
  );
}

/** What nobody else can do for the bot. */
function byItself(query: CapabilityQuery): Capability {
  if (toWrite(query) === native) return native;
  return unsupported(
    `Only admins can write in ${query.group?.name ?? 'this chat'}, and the bot is not one; nobody else can do this for it.`,
  );
}

function withRight(action: keyof typeof forAdmins, query: CapabilityQuery): Capability {
  const { group, botRole } = query;
  if (group !== undefined) {
    return isAdmin(botRole) ? native : lacksRight(group, forAdmins[action]);
  }
  switch (action) {
    case 'message.pin':
    case 'message.unpin':
      return native;
    case 'message.delete':
      return unsupported('In a direct chat only the one who wrote a message can delete it.');
    default:
      return unsupported('This is about a group, and a direct chat is none.');
  }
}

function toCreate({ group }: CapabilityQuery): Capability {
  if (group === undefined) return unsupported('This is about a group, and a direct chat is none.');
  return group.chat === undefined
    ? native
    : unsupported(`The group "${group.name}" has a chat already.`);
}

function toRead(query: CapabilityQuery): Capability {
  return query.group === undefined
    ? unsupported('This is about a group, and a direct chat is none.')
    : asMember(query, 'look there yourself');
}

/** Whether the bot can do it where it is asked, with a reason for people where it cannot. Pure. */
export function capability(query: CapabilityQuery): Capability {
  const { action } = query;
  if (isForAdmins(action)) return withRight(action, query);
  switch (action) {
    case 'message.send':
    case 'poll.send':
      return toWrite(query);
    case 'message.edit':
    case 'typing.show':
      return byItself(query);
    case 'message.react':
      return asMember(query, 'react to the message yourself');
    case 'read.show':
      return query.group === undefined || query.botRole !== undefined
        ? native
        : unsupported(`The bot is not in ${query.group.name}, so it reads nothing there.`);
    case 'group.create':
      return toCreate(query);
    case 'group.read':
      return toRead(query);
    default:
      // Actions that are newer than this adapter.
      return unsupported(`The playground has no ${String(action)} yet.`);
  }
}
