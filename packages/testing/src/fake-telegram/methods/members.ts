import { badRequest } from '../api-error.js';
import {
  allPermissions,
  allRights,
  hasRight,
  isAdmin,
  isIn,
  type MemberState,
  type Permissions,
  type TelegramRight,
} from '../rights.js';
import type { ChatState, Json, UserState } from '../state.js';
import { memberJson } from '../wire.js';
import type { World } from '../world.js';
import { type Methods, needRight, needSupergroup, ownChat } from './call.js';

const RESTRICT = 'not enough rights to restrict/unrestrict chat member';

/** The one a call is about, where the bot may restrict or remove them. */
function restricted(world: World, chat: ChatState, params: Json): UserState {
  if (chat.type === 'private') throw badRequest("can't ban members in private chats");
  const user = world.user(Number(params.user_id));
  if (user === world.bot) throw badRequest("can't restrict self");
  const { status } = world.memberOf(chat, user.id);
  if (status === 'creator') throw badRequest("can't remove chat owner");
  needRight(world, chat, 'can_restrict_members', RESTRICT);
  if (status === 'administrator') throw badRequest('user is an administrator of the chat');
  return user;
}

/** Seconds from now within 30 and 366 days count; everything else is for good. */
function untilOf(world: World, params: Json): number {
  const until = Number(params.until_date ?? 0);
  const away = until - world.seconds();
  return away < 30 || away > 366 * 24 * 60 * 60 ? 0 : until;
}

/** What is allowed once all that implies something else has been counted in. */
export function readPermissions(params: Json): Permissions {
  const given = params.permissions as Readonly<Record<string, boolean | undefined>>;
  const isIndependent = params.use_independent_chat_permissions === true;
  const implied = given.can_send_other_messages || given.can_add_web_page_previews;
  return Object.fromEntries(
    allPermissions.map((name) => {
      const isSending =
        /^can_send_(messages|audios|documents|photos|videos|video_notes|voice_notes)$/.test(name);
      const byOthers =
        isSending && (implied || (name === 'can_send_messages' && given.can_send_polls));
      const asBefore = name === 'can_react_to_messages' ? given.can_send_messages : undefined;
      return [name, given[name] ?? ((!isIndependent && byOthers) || asBefore) ?? false];
    }),
  ) as Permissions;
}

function wantedRights(params: Json): ReadonlySet<TelegramRight> {
  return new Set(allRights.filter((right) => params[right] === true));
}

/** An admin as `promoteChatMember` makes one; undefined where every right is taken. */
function promoted(world: World, params: Json, own: MemberState): MemberState | undefined {
  const rights = wantedRights(params);
  for (const right of rights) if (!hasRight(own, right)) throw badRequest('RIGHT_FORBIDDEN');
  if (rights.size === 0) return undefined;
  return {
    status: 'administrator',
    rights: new Set([...rights, 'can_manage_chat' as const]),
    anonymous: params.is_anonymous === true,
    promotedBy: world.bot.id,
  };
}

/** Who is in a chat, and what they may do. */
export const members: Methods = {
  getChatMember(world, params) {
    const chat = ownChat(world, params);
    const user = world.user(Number(params.user_id));
    if (!chat.members.has(user.id)) throw badRequest('member not found');
    return memberJson(user, world.memberOf(chat, user.id), world.bot.id);
  },
  getChatAdministrators(world, params) {
    const chat = ownChat(world, params);
    if (chat.type === 'private')
      throw badRequest('there are no administrators in the private chat');
    return [...chat.members]
      .filter(([, member]) => isAdmin(member))
      .map(([id, member]) => memberJson(world.user(id), member, world.bot.id));
  },
  getChatMemberCount: (world, params) =>
    [...ownChat(world, params).members.values()].filter(isIn).length,
  banChatMember(world, params) {
    const chat = ownChat(world, params);
    const user = restricted(world, chat, params);
    const status = chat.type === 'group' ? 'left' : 'kicked';
    world.setMember(chat, user, { status, until: untilOf(world, params) }, { by: world.bot });
    return true;
  },
  unbanChatMember(world, params) {
    const chat = ownChat(world, params);
    if (chat.type === 'private' || chat.type === 'group') {
      throw badRequest('method is available for supergroup and channel chats only');
    }
    const user = world.user(Number(params.user_id));
    needRight(world, chat, 'can_restrict_members', RESTRICT);
    const { status } = world.memberOf(chat, user.id);
    const isKept = params.only_if_banned === true && status !== 'kicked';
    if (!isKept && status !== 'left')
      world.setMember(chat, user, { status: 'left' }, { by: world.bot });
    return true;
  },
  restrictChatMember(world, params) {
    const chat = ownChat(world, params);
    needSupergroup(chat);
    const user = restricted(world, chat, params);
    const permissions = readPermissions(params);
    const present = isIn(world.memberOf(chat, user.id));
    const isFree = allPermissions.every((name) => permissions[name] || !chat.permissions[name]);
    const next: MemberState = isFree
      ? { status: present ? 'member' : 'left' }
      : { status: 'restricted', permissions, present, until: untilOf(world, params) };
    world.setMember(chat, user, next, { by: world.bot });
    return true;
  },
  promoteChatMember(world, params) {
    const chat = ownChat(world, params);
    if (chat.type === 'private' || chat.type === 'group') {
      throw badRequest('method is available for supergroup and channel chats only');
    }
    const user = world.user(Number(params.user_id));
    if (user === world.bot) throw badRequest("can't promote self");
    const before = world.memberOf(chat, user.id);
    if (before.status === 'creator') throw badRequest("can't remove chat owner");
    const own = world.memberOf(chat, world.bot.id);
    if (!hasRight(own, 'can_promote_members')) throw badRequest('not enough rights');
    if (before.status === 'administrator' && before.promotedBy !== world.bot.id) {
      throw badRequest('CHAT_ADMIN_REQUIRED');
    }
    if (!isIn(before)) throw badRequest('USER_NOT_MUTUAL_CONTACT');
    const next = promoted(world, params, own) ?? ({ status: 'member' } as const);
    world.setMember(chat, user, next, { by: world.bot });
    return true;
  },
  setChatAdministratorCustomTitle(world, params) {
    const chat = ownChat(world, params);
    needSupergroup(chat);
    const user = world.user(Number(params.user_id));
    const member = world.memberOf(chat, user.id);
    if (member.status === 'creator') throw badRequest('only the owner can edit their custom title');
    if (member.status !== 'administrator') throw badRequest('user is not an administrator');
    if (member.promotedBy !== world.bot.id) {
      throw badRequest('not enough rights to change custom title of the user');
    }
    chat.members.set(user.id, { ...member, title: String(params.custom_title) });
    return true;
  },
};
