/** What an admin may be allowed to do: `ChatAdministratorRights` of the Bot API. */
export const allRights = [
  'can_manage_chat',
  'can_delete_messages',
  'can_manage_video_chats',
  'can_restrict_members',
  'can_promote_members',
  'can_change_info',
  'can_invite_users',
  'can_pin_messages',
  'can_manage_topics',
  'can_post_messages',
  'can_edit_messages',
] as const;

/** One thing an admin may be allowed to do. */
export type TelegramRight = (typeof allRights)[number];

/** What members may be allowed to do: `ChatPermissions` of the Bot API. */
export const allPermissions = [
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
  'can_react_to_messages',
  'can_edit_tag',
  'can_change_info',
  'can_invite_users',
  'can_pin_messages',
  'can_manage_topics',
] as const;

/** One thing members may be allowed to do. */
export type TelegramPermission = (typeof allPermissions)[number];

/** Every permission, with whether it is given. */
export type Permissions = Readonly<Record<TelegramPermission, boolean>>;

/** What members of a new group may do. */
export const usualPermissions = Object.fromEntries(
  allPermissions.map((name) => [
    name,
    !['can_change_info', 'can_pin_messages', 'can_manage_topics'].includes(name),
  ]),
) as Permissions;

/** What somebody is in a chat. */
export type MemberStatus =
  | 'creator'
  | 'administrator'
  | 'member'
  | 'restricted'
  | 'left'
  | 'kicked';

/** Somebody in a chat, or out of it. */
export interface MemberState {
  readonly status: MemberStatus;
  readonly rights?: ReadonlySet<TelegramRight>;
  readonly anonymous?: boolean;
  /** Who made them an admin: only that one and the owner may change it. */
  readonly promotedBy?: number;
  /** Of somebody restricted. */
  readonly permissions?: Permissions;
  /** Of somebody restricted: whether they are in the chat. */
  readonly present?: boolean;
  /** Until when somebody is restricted or banned, seconds; 0 for good. */
  readonly until?: number;
  readonly title?: string;
}

/** Whether somebody is in the chat. */
export function isIn({ status, present }: MemberState): boolean {
  return status === 'restricted' ? present !== false : status !== 'left' && status !== 'kicked';
}

/** Whether somebody is an admin. */
export function isAdmin({ status }: MemberState): boolean {
  return status === 'creator' || status === 'administrator';
}

/** Whether somebody may do what takes this right. */
export function hasRight(member: MemberState, right: TelegramRight): boolean {
  return (
    member.status === 'creator' ||
    (member.status === 'administrator' && member.rights?.has(right) === true)
  );
}

/** What both members and admins can be allowed to do. */
type OfBoth = TelegramPermission & TelegramRight;

/**
 * Whether somebody may do in a chat what its members may be allowed to do as well. In a public
 * supergroup members cannot change the info, whatever they are allowed (Bot API, ChatPermissions).
 */
export function mayInChat(
  chat: { readonly permissions: Permissions; readonly username: string | undefined },
  member: MemberState,
  what: OfBoth,
): boolean {
  if (isAdmin(member) || !isIn(member)) return hasRight(member, what);
  if (what === 'can_change_info' && chat.username !== undefined) return false;
  return chat.permissions[what] && (member.permissions?.[what] ?? true);
}
