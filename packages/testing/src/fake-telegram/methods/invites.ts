import { randomBytes } from 'node:crypto';
import { badRequest } from '../api-error.js';
import { hasRight, isIn } from '../rights.js';
import type { ChatState, Json, LinkState } from '../state.js';
import { linkJson } from '../wire.js';
import type { World } from '../world.js';
import { type Methods, needRight, ownChat } from './call.js';

const MANAGE = 'not enough rights to manage chat invite link';
const REQUESTS = 'not enough rights to manage chat join requests';

/** The main link of a chat, where there is one. */
export function primaryLink(chat: ChatState): LinkState | undefined {
  return chat.links.find(({ isPrimary, revoked }) => isPrimary && !revoked);
}

/** Makes a link. */
export function addLink(
  chat: ChatState,
  creator: number,
  options: Partial<Pick<LinkState, 'isPrimary' | 'name' | 'expires' | 'limit' | 'byRequest'>> = {},
): LinkState {
  const code = randomBytes(12).toString('base64url');
  const link: LinkState = {
    link: `https://t.me/+${code}`,
    creator,
    isPrimary: false,
    byRequest: chat.approval,
    used: 0,
    revoked: false,
    ...options,
  };
  chat.links.push(link);
  return link;
}

/** Makes a new main link; the one before no longer works. */
export function resetPrimary(chat: ChatState, creator: number): LinkState {
  for (const link of chat.links) if (link.isPrimary) link.revoked = true;
  return addLink(chat, creator, { isPrimary: true });
}

function chatWithLinks(world: World, params: Json): ChatState {
  const chat = ownChat(world, params);
  if (chat.type === 'private') throw badRequest("can't invite members to a private chat");
  needRight(world, chat, 'can_invite_users', MANAGE);
  return chat;
}

function linkOptions(world: World, params: Json) {
  const name = params.name === undefined ? undefined : String(params.name);
  const expires = Number(params.expire_date ?? 0);
  const limit = Number(params.member_limit ?? 0);
  const byRequest = params.creates_join_request === true;
  if (name !== undefined && name.length > 32) throw badRequest('INVITE_LINK_NAME_TOO_LONG');
  if (expires !== 0 && expires <= world.seconds()) throw badRequest('EXPIRE_DATE_INVALID');
  if (limit < 0 || limit > 99_999) throw badRequest('USAGE_LIMIT_INVALID');
  if (limit > 0 && byRequest) {
    throw badRequest("member limit can't be specified for links requiring administrator approval");
  }
  return {
    byRequest,
    ...(name && { name }),
    ...(expires > 0 && { expires }),
    ...(limit > 0 && { limit }),
  };
}

/** Who asked to be let in, where the bot may answer. */
function asking(world: World, params: Json) {
  const chat = ownChat(world, params);
  if (chat.type === 'private') throw badRequest("the chat can't have join requests");
  needRight(world, chat, 'can_invite_users', REQUESTS);
  const user = world.user(Number(params.user_id));
  if (isIn(world.memberOf(chat, user.id))) throw badRequest('USER_ALREADY_PARTICIPANT');
  if (!chat.requests.delete(user.id)) throw badRequest('HIDE_REQUESTER_MISSING');
  // The right to write to them ends with the request.
  user.mayBeWrittenUntil = 0;
  return { chat, user };
}

/** Links and requests, by which people come in. */
export const invites: Methods = {
  exportChatInviteLink(world, params) {
    return resetPrimary(chatWithLinks(world, params), world.bot.id).link;
  },
  createChatInviteLink(world, params) {
    const chat = chatWithLinks(world, params);
    return linkJson(addLink(chat, world.bot.id, linkOptions(world, params)), world.bot);
  },
  revokeChatInviteLink(world, params) {
    const chat = chatWithLinks(world, params);
    const link = chat.links.find((one) => one.link === params.invite_link);
    if (link === undefined) throw badRequest('INVITE_HASH_INVALID');
    link.revoked = true;
    if (link.isPrimary) resetPrimary(chat, world.bot.id);
    return linkJson(link, world.bot);
  },
  approveChatJoinRequest(world, params) {
    const { chat, user } = asking(world, params);
    world.setMember(chat, user, { status: 'member' }, { by: world.bot, viaRequest: true });
    return true;
  },
  declineChatJoinRequest(world, params) {
    asking(world, params);
    return true;
  },
};

/** Whether a link still lets somebody in. */
export function isOpen(world: World, chat: ChatState, link: LinkState): boolean {
  const creator = world.memberOf(chat, link.creator);
  const isExpired = link.expires !== undefined && link.expires <= world.seconds();
  const isUsedUp = link.limit !== undefined && link.used >= link.limit;
  return !link.revoked && !isExpired && !isUsedUp && hasRight(creator, 'can_invite_users');
}
