import { type Capability, type CapabilityQuery, native, unsupported } from '@kapwa/core';

const isAdmin = (role: CapabilityQuery['botRole']): boolean => role === 'admin' || role === 'owner';

function toSend({ group, botRole }: CapabilityQuery): Capability {
  if (group === undefined || group.posting === 'everyone' || isAdmin(botRole)) return native;
  return {
    level: 'assisted',
    reason: `Only admins can write in ${group.name}, and the bot is not one: make it an admin, or write there yourself.`,
  };
}

function toDelete({ group, botRole }: CapabilityQuery): Capability {
  if (group === undefined) {
    return unsupported('In a direct chat only the one who wrote a message can delete it.');
  }
  if (isAdmin(botRole)) return native;
  return {
    level: 'assisted',
    reason: `The bot is not an admin of ${group.name}: make it one, or delete the message yourself.`,
  };
}

/** Whether the bot can do it where it is asked, with a reason for people where it cannot. Pure. */
export function capability(query: CapabilityQuery): Capability {
  switch (query.action) {
    case 'message.send':
      return toSend(query);
    case 'message.delete':
      return toDelete(query);
    default:
      return unsupported(`The playground has no ${query.action} yet.`);
  }
}
