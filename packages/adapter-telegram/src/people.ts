import type { AccountRef, PlatformRole } from '@kapwa/core';
import type { WireMember, WireMessage, WireUser } from './wire.js';

/** Somebody as the kit names them. */
export function accountOf({ id, first_name, last_name }: WireUser): AccountRef {
  const name = [first_name, last_name].filter(Boolean).join(' ');
  return name === '' ? { id: String(id) } : { id: String(id), name };
}

/**
 * Who wrote a message. Where somebody wrote in the name of a chat (a channel, or the group itself
 * as anonymous admins do) it is the chat: who is behind it Telegram does not tell.
 */
export function authorOf({ from, sender_chat: chat }: WireMessage): AccountRef | undefined {
  if (chat !== undefined) {
    return { id: String(chat.id), ...(chat.title && { name: chat.title }) };
  }
  return from === undefined ? undefined : accountOf(from);
}

/** Whether somebody is in the chat. */
export function isPresent({ status, is_member }: WireMember): boolean {
  return status === 'restricted' ? is_member !== false : status !== 'left' && status !== 'kicked';
}

/** Whether somebody may read in a chat, and not write: they alone, not all its members. */
export function isMuted({ status, can_send_messages }: WireMember): boolean {
  return status === 'restricted' && can_send_messages === false;
}

/** What somebody is in a chat, in the kit's words. */
export function roleOf(member: WireMember): PlatformRole {
  if (member.status === 'creator') return 'owner';
  return member.status === 'administrator' ? 'admin' : 'member';
}
