import {
  type ActionKind,
  type Capability,
  type CapabilityQuery,
  native,
  unsupported,
} from '@kapwa/core';

/** Ordinary WhatsApp groups, as a linked device sees them; the official API has ids of another form. */
const ORDINARY_GROUP = /@g\.us$/;

const unreachable = unsupported(
  'The official WhatsApp API cannot reach an ordinary WhatsApp group, only groups of up to 8 people that it has made itself.',
);
const notOfficial =
  'Meta lets only verified business accounts make and manage groups of the official API. If this number belongs to one, set "groups" (WHATSAPP_GROUPS=yes).';
const noRoles = 'In groups of the official WhatsApp API only the business itself is an admin.';
const noMute = 'WhatsApp cannot keep one person alone from writing in a group.';
const noCommunities = 'The official WhatsApp API has no communities, only single small groups.';

/** Why not, for what the official API cannot do anywhere, or this driver not yet. */
const never: Partial<Record<ActionKind, string>> = {
  'message.edit': 'The official WhatsApp API cannot change a message that has been sent.',
  'message.delete':
    'The official WhatsApp API cannot delete messages. Somebody can do it on their phone: hold the message and tap Delete; an admin of a group also "Delete for everyone".',
  'poll.send': 'The official WhatsApp API cannot send polls.',
  'posting.set': 'The official WhatsApp API cannot let only admins write in a group.',
  'editing.set':
    'In groups of the official WhatsApp API only the business itself changes the name and description.',
  'adding.set':
    'In groups of the official WhatsApp API nobody is added: people come in by the invite link.',
  'disappearing.set': 'The official WhatsApp API cannot let messages disappear.',
  'approval.set':
    'The official WhatsApp API settles when a group is made whether new members have to be let in, and cannot change it afterwards.',
  'group.link': noCommunities,
  'group.unlink': noCommunities,
  'member.promote': noRoles,
  'member.demote': noRoles,
  'member.mute': noMute,
  'member.unmute': noMute,
};

/** What only a number that Meta has opened groups to can do. */
const ofGroups: readonly ActionKind[] = [
  'group.create',
  'group.describe',
  'group.read',
  'member.remove',
  'join.approve',
  'join.decline',
  'invite.get',
  'invite.reset',
];

function aboutGroup({ action, group }: CapabilityQuery, hasGroups: boolean): Capability {
  if (!hasGroups) return unsupported(notOfficial);
  if (group === undefined) return unsupported('This is about a group, and a direct chat is none.');
  const isThere = group.chat !== undefined;
  if (action === 'group.create' && isThere) {
    return unsupported(`The group "${group.name}" has a chat already.`);
  }
  return native;
}

/**
 * What the official API can do. The business runs the groups it has made (up to 8 people), so
 * its right to write there never changes; it cannot reach any other group. Managing them is for
 * verified business accounts only: `hasGroups` says whether the number belongs to one.
 */
export function capability(query: CapabilityQuery, hasGroups = false): Capability {
  const { action, group } = query;
  const reason = never[action];
  if (reason !== undefined) return unsupported(reason);
  if (ORDINARY_GROUP.test(group?.chat?.id ?? '')) return unreachable;
  if (ofGroups.includes(action)) return aboutGroup(query, hasGroups);
  switch (action) {
    case 'message.send':
      return native;
    case 'message.react':
      return group === undefined
        ? native
        : unsupported('The official WhatsApp API cannot react to messages in groups.');
    case 'typing.show':
      return group === undefined
        ? native
        : unsupported(
            'The official WhatsApp API shows only in direct chats that the bot is writing.',
          );
    case 'read.show':
      return group === undefined
        ? native
        : unsupported('The official WhatsApp API marks messages as read only in direct chats.');
    case 'message.pin':
    case 'message.unpin':
      return group === undefined
        ? unsupported('The official WhatsApp API can pin messages only in groups.')
        : native;
    default:
      return unsupported('The official WhatsApp API has no way to do this.');
  }
}
