import type { ChatRef } from '@kapwa/core';
import { type Activity, wordAt } from './activity.js';
import type { Platform } from './platforms.js';

/** The id of the conversation; in Teams without the thread in it, which is no chat of its own. */
export function conversationId({ conversation, channelId }: Activity): string | undefined {
  const { id } = conversation ?? {};
  if (typeof id !== 'string' || id === '') return undefined;
  return channelId === 'msteams' ? id.replace(/;messageid=.*$/s, '') : id;
}

/** Whether nobody but one person and the bot are there. Each adapter tells it in another way. */
function isDirect(activity: Activity, platform: Platform): boolean {
  const { conversation = {}, channelData } = activity;
  if (!platform.hasGroups) return true;
  switch (platform.name) {
    case 'slack':
      return (conversationId(activity) ?? '').startsWith('D');
    case 'webex':
      return (
        wordAt(channelData, 'roomType') === 'direct' ||
        wordAt(channelData, 'data', 'roomType') === 'direct'
      );
    case 'hangouts':
      return wordAt(channelData, 'space', 'type') === 'DM';
    default:
      return conversation.isGroup !== true && !/^(?:channel|groupChat)$/.test(kindOf(conversation));
  }
}

function kindOf({ conversationType }: Readonly<Record<string, unknown>>): string {
  return typeof conversationType === 'string' ? conversationType : '';
}

/** Where something happened. The direct chat with somebody has the id of their account. */
export function chatOf(activity: Activity, platform: Platform): ChatRef | undefined {
  const id = conversationId(activity);
  if (id === undefined) return undefined;
  if (isDirect(activity, platform)) {
    const account = activity.from?.id;
    return account === undefined ? undefined : { id: account, direct: true };
  }
  const title =
    wordAt(activity.conversation, 'name') ??
    wordAt(activity.channelData, 'space', 'displayName') ??
    wordAt(activity.channelData, 'team', 'name');
  return { id, direct: false, ...(title === undefined ? {} : { title }) };
}
