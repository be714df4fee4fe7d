import type { GroupSettings, PlatformEvent } from '@kapwa/core';
import type { DecodeFacts } from './decode-facts.js';
import { chatRef } from './decode-message.js';
import { accountOf } from './people.js';
import type { WireMessage, WireUser } from './wire.js';

/** A group became a supergroup: both chats tell it, under one id, so that it counts once. */
function moved(message: WireMessage, facts: DecodeFacts): PlatformEvent | undefined {
  const { migrate_to_chat_id: next, migrate_from_chat_id: before, chat, date } = message;
  const from = before ?? (next === undefined ? undefined : chat.id);
  if (from === undefined) return undefined;
  const to = next ?? chat.id;
  return {
    kind: 'chat.moved',
    id: `moved:${from}:${to}`,
    at: date * 1000,
    adapter: facts.adapter,
    chat: { id: String(from), direct: false },
    to: String(to),
  };
}

function settingsIn(message: WireMessage): GroupSettings | undefined {
  if (message.new_chat_title !== undefined) return { name: message.new_chat_title };
  const timer = message.message_auto_delete_timer_changed;
  if (timer !== undefined) return { disappearing: timer.message_auto_delete_time * 1000 };
  if (message.community_chat_added !== undefined) return { linked: true };
  return message.community_chat_removed === undefined ? undefined : { linked: false };
}

/** Members by what stands in the chat: only where Telegram does not tell it in a better way. */
function membersIn(message: WireMessage, id: string, facts: DecodeFacts): readonly PlatformEvent[] {
  if (facts.isAdmin(message.chat.id)) return [];
  const common = { at: message.date * 1000, adapter: facts.adapter, chat: chatRef(message, facts) };
  const by = (user: WireUser) =>
    message.from === undefined || message.from.id === user.id
      ? {}
      : { by: accountOf(message.from) };
  const people = (list: readonly WireUser[]) => list.filter(({ is_bot }) => !is_bot);
  const came = people(message.new_chat_members ?? []).map(
    (user, index): PlatformEvent => ({
      kind: 'member.joined',
      id: `${id}.${index}`,
      ...common,
      member: accountOf(user),
      ...by(user),
    }),
  );
  const went = people(message.left_chat_member === undefined ? [] : [message.left_chat_member]);
  return [
    ...came,
    ...went.map(
      (user): PlatformEvent => ({
        kind: 'member.left',
        id: `${id}.left`,
        ...common,
        member: accountOf(user),
        ...by(user),
      }),
    ),
  ];
}

/** What Telegram writes into a chat about the chat itself. */
export function decodeService(
  message: WireMessage,
  id: string,
  facts: DecodeFacts,
): readonly PlatformEvent[] {
  const move = moved(message, facts);
  if (move !== undefined) return [move];
  const settings = settingsIn(message);
  if (settings === undefined) return membersIn(message, id, facts);
  // What the bot itself has changed it has reported when it did.
  if (message.from?.id === facts.bot.id) return [];
  return [
    {
      kind: 'group.changed',
      id,
      at: message.date * 1000,
      adapter: facts.adapter,
      chat: chatRef(message, facts),
      ...settings,
      ...(message.from === undefined ? {} : { by: accountOf(message.from) }),
    },
  ];
}
