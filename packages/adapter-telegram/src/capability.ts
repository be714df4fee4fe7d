import {
  type ActionKind,
  type Capability,
  type CapabilityQuery,
  type Group,
  native,
  unsupported,
} from '@kapwa/core';

type OfMessages = 'message.send' | 'message.edit' | 'message.react' | 'poll.send' | 'typing.show';
type ByAdmins = Exclude<ActionKind, OfMessages | ByHand | 'group.read' | 'read.show'>;
type ByHand = 'approval.set' | 'disappearing.set' | 'group.create' | 'group.link' | 'group.unlink';

/** For what the bot has to be an admin, what it is called and what a person does instead. */
const byAdmins: Readonly<Record<ByAdmins, readonly [right: string, instead: string]>> = {
  'message.delete': ['Delete messages', 'delete the message yourself'],
  'message.pin': ['Pin messages', 'pin the message yourself'],
  'message.unpin': ['Pin messages', 'unpin the message yourself'],
  'posting.set': ['Ban users', 'choose yourself what members may send'],
  'editing.set': ['Ban users', 'choose yourself whether members may change its info'],
  'adding.set': ['Ban users', 'choose yourself whether members may add others'],
  'group.describe': ['Change group info', 'change its name or description yourself'],
  'member.remove': ['Ban users', 'remove the person yourself'],
  'member.promote': ['Add new admins', 'make the person an admin yourself'],
  'member.demote': ['Add new admins', 'take the admin role from the person yourself'],
  'member.mute': ['Ban users', 'restrict the person yourself'],
  'member.unmute': ['Ban users', 'let the person write again yourself'],
  'join.approve': ['Invite users via link', 'let the person in yourself'],
  'join.decline': ['Invite users via link', 'decline the request yourself'],
  'invite.get': ['Invite users via link', 'copy its invite link yourself'],
  'invite.reset': ['Invite users via link', 'revoke its invite link yourself'],
};

/** What Telegram lets only people do. */
const byHand: Readonly<Record<ByHand, string>> = {
  'disappearing.set':
    'Telegram lets no bot set when messages disappear: an admin sets it in the group.',
  'approval.set':
    'Telegram lets no bot set whether new members of a group have to be let in: an admin sets it in the group. A link of the bot can ask for it (invite.get with "approval").',
  'group.create': 'Telegram lets no bot make groups: an admin makes it and adds the bot.',
  'group.link': 'Telegram lets no bot put a group under a community: an admin does it.',
  'group.unlink': 'Telegram lets no bot take a group out of a community: an admin does it.',
};

const NO_GROUP = unsupported('This is about a group, and a direct chat is none.');

/** Supergroups and channels; a basic group has a shorter id. */
const SUPERGROUP = /^-100\d{10,}$/;
const onlySupergroups: readonly ActionKind[] = [
  'member.promote',
  'member.demote',
  'member.mute',
  'member.unmute',
];

const isAdmin = (role: CapabilityQuery['botRole']): boolean => role === 'admin' || role === 'owner';

/** Of whom an admin has to think, as the bot cannot. */
const UNLISTED =
  ' Telegram tells a bot of requests only as they are made, and lists none: those from before, an admin answers.';

const isAboutRequests = (action: ByAdmins): boolean =>
  action === 'join.approve' || action === 'join.decline';

function assisted(reason: string): Capability {
  return { level: 'assisted', reason };
}

function asAdmin(action: ByAdmins, group: Group, botRole: CapabilityQuery['botRole']): Capability {
  const [right, instead] = byAdmins[action];
  const more = isAboutRequests(action) ? UNLISTED : '';
  if (botRole === undefined) {
    return assisted(
      `The bot is not in ${group.name}: add it as an admin with "${right}", or ${instead}.${more}`,
    );
  }
  if (!isAdmin(botRole)) {
    return assisted(
      `The bot is not an admin of ${group.name}: make it one with "${right}", or ${instead}. A bot that is no admin also sees only commands, mentions and answers to it, unless privacy mode is off.${more}`,
    );
  }
  if (onlySupergroups.includes(action) && !SUPERGROUP.test(group.chat?.id ?? '')) {
    return assisted(
      `${group.name} is a basic group, in which Telegram lets no bot choose admins or mute one person: switch on "Chat history for new members", which makes it a supergroup, or ${instead}.`,
    );
  }
  return native;
}

function toWrite({ group, botRole }: CapabilityQuery): string | undefined {
  if (group === undefined || isAdmin(botRole)) return undefined;
  if (botRole === undefined) return `The bot is not in ${group.name}: add it to the group.`;
  if (group.posting === 'everyone') return undefined;
  return `Only admins can write in ${group.name}, and the bot is not one: make it an admin.`;
}

function ofMessages(action: OfMessages, query: CapabilityQuery): Capability {
  const { group, botRole } = query;
  const isWriting = action !== 'message.react';
  const missing = isWriting || botRole === undefined ? toWrite(query) : undefined;
  if (group === undefined || missing === undefined) return native;
  // Nobody else can change what the bot wrote, or show that it is writing.
  return action === 'message.edit' || action === 'typing.show'
    ? unsupported(missing)
    : assisted(missing);
}

function isByAdmins(action: ActionKind): action is ByAdmins {
  return action in byAdmins;
}

function isByHand(action: ActionKind): action is ByHand {
  return action in byHand;
}

/**
 * Whether the bot can do it where it is asked, out of stored records; pure. That an admin lacks one
 * right of several Telegram says when it is tried: then, too, an admin is asked.
 */
export function capability(query: CapabilityQuery): Capability {
  const { action, group, botRole } = query;
  switch (action) {
    case 'message.send':
    case 'message.edit':
    case 'message.react':
    case 'poll.send':
    case 'typing.show':
      return ofMessages(action, query);
    case 'message.delete':
    case 'message.pin':
    case 'message.unpin':
      // In its chat with somebody a bot may take away what either of them wrote.
      return group === undefined ? native : asAdmin(action, group, botRole);
    case 'read.show':
      return unsupported('On Telegram a bot cannot show that it has read a message.');
    case 'group.read':
      if (group === undefined) return NO_GROUP;
      return botRole === undefined ? assisted(`The bot is not in ${group.name}: add it.`) : native;
    default:
      if (group === undefined) return NO_GROUP;
      if (isByHand(action)) return assisted(byHand[action]);
      if (isByAdmins(action)) return asAdmin(action, group, botRole);
      // Actions that are newer than this adapter.
      return unsupported(`Telegram has no ${String(action)} yet.`);
  }
}
