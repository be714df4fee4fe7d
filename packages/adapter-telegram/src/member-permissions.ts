import type { GroupSettings, WhoMay } from '@kapwa/core';
import type { Permissions } from './memory.js';
import type { FullChat } from './wire.js';

/** What lets members send something; what else they may do stays as it is when a group is closed. */
const sending = [
  'can_send_messages',
  'can_send_audios',
  'can_send_documents',
  'can_send_photos',
  'can_send_videos',
  'can_send_video_notes',
  'can_send_voice_notes',
  'can_send_polls',
  'can_send_other_messages',
  'can_add_web_page_previews',
] as const;

const who = (everyone: boolean): WhoMay => (everyone ? 'everyone' : 'admins');

/** Who may do what in a chat, by what its members may; nothing where that is not told. */
export function rightsIn({
  type,
  username,
  permissions,
}: FullChat): Pick<GroupSettings, 'posting' | 'editing' | 'adding'> {
  if (type === 'channel') return { posting: 'admins', editing: 'admins', adding: 'admins' };
  if (permissions === undefined) return {};
  return {
    posting: who(permissions.can_send_messages === true),
    // Ignored in public groups (Bot API, ChatPermissions).
    editing: who(permissions.can_change_info === true && username === undefined),
    adding: who(permissions.can_invite_users === true),
  };
}

/** What members may do once nobody but admins may post. */
export function closed(now: Permissions): Permissions {
  return { ...now, ...Object.fromEntries(sending.map((name) => [name, false])) };
}

/** What members may do once everybody may post again: what they could send before, else everything. */
export function opened(now: Permissions, before: Permissions | undefined): Permissions {
  const isUsable = before?.can_send_messages === true;
  const allowed = sending.map((name) => [name, isUsable ? before[name] === true : true]);
  return { ...now, ...Object.fromEntries(allowed) };
}

/** What does not send anything, and members may be allowed as well. */
const others = [
  'can_react_to_messages',
  'can_edit_tag',
  'can_change_info',
  'can_invite_users',
  'can_pin_messages',
  'can_manage_topics',
] as const;

/** What somebody restricted may do, out of how Telegram tells of them; everything for nobody. */
export function memberPermissions(
  member: Readonly<Record<string, unknown>> | undefined,
): Permissions {
  const all = [...sending, ...others];
  return Object.fromEntries(
    all.map((name) => [name, member === undefined || member[name] === true]),
  );
}
