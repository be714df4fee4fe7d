import { allPermissions, allRights, isIn, type MemberState } from './rights.js';
import type { ChatState, Json, LinkState, MessageState, PollState, UserState } from './state.js';

/** The account in whose name admins write who stay anonymous. */
export const anonymousBot: UserState = {
  id: 1_087_968_824,
  isBot: true,
  firstName: 'Group',
  username: 'GroupAnonymousBot',
  started: false,
  blocked: false,
  mayBeWrittenUntil: 0,
};

/** A user as the Bot API writes one. */
export function userJson({ id, isBot, firstName, username, language }: UserState): Json {
  return {
    id,
    is_bot: isBot,
    first_name: firstName,
    ...(username && { username }),
    ...(language && { language_code: language }),
  };
}

/** A chat as the Bot API writes one in messages. */
export function chatJson({ id, type, title, username, isForum }: ChatState): Json {
  return {
    id,
    type,
    ...(type === 'private' ? { first_name: title } : { title }),
    ...(username && { username }),
    ...(isForum && { is_forum: true }),
  };
}

/** A poll as the Bot API writes one. */
export function pollJson(poll: PollState): Json {
  const votes = [...poll.votes.values()];
  return {
    id: poll.id,
    question: poll.question,
    options: poll.options.map((text, index) => ({
      persistent_id: `${poll.id}-${index}`,
      text,
      voter_count: votes.filter((chosen) => chosen.includes(index)).length,
    })),
    total_voter_count: votes.filter((chosen) => chosen.length > 0).length,
    is_closed: poll.closed,
    is_anonymous: poll.anonymous,
    type: 'regular',
    allows_multiple_answers: poll.several,
    allows_revoting: true,
    members_only: false,
  };
}

/** A message as the Bot API writes one; `shallow` where it stands in another. */
export function messageJson(message: MessageState, shallow = false): Json {
  const { id, chat, from, senderChat, receiver, thread, replyTo, editDate, poll } = message;
  const answered = replyTo === undefined || shallow ? undefined : chat.messages.get(replyTo);
  return {
    message_id: receiver === undefined ? id : 0,
    ...(receiver && { ephemeral_message_id: id, receiver_user: userJson(receiver) }),
    ...(thread !== undefined && { message_thread_id: thread, is_topic_message: true }),
    ...(from && { from: userJson(from) }),
    ...(senderChat && { sender_chat: chatJson(senderChat) }),
    chat: chatJson(chat),
    date: message.date,
    ...(editDate !== undefined && { edit_date: editDate }),
    ...(answered && !answered.isDeleted && { reply_to_message: messageJson(answered, true) }),
    ...message.content,
    ...(poll && { poll: pollJson(poll) }),
  };
}

function rightsJson(member: MemberState): Json {
  return Object.fromEntries(allRights.map((right) => [right, member.rights?.has(right) === true]));
}

/** Somebody in a chat as the Bot API writes it; `bot` tells whom the bot may change. */
export function memberJson(user: UserState, member: MemberState, bot: number): Json {
  const base = { status: member.status, user: userJson(user) };
  const { anonymous = false, title, until = 0 } = member;
  switch (member.status) {
    case 'creator':
      return { ...base, is_anonymous: anonymous, ...(title && { custom_title: title }) };
    case 'administrator':
      return {
        ...base,
        can_be_edited: member.promotedBy === bot && user.id !== bot,
        is_anonymous: anonymous,
        can_post_stories: false,
        can_edit_stories: false,
        can_delete_stories: false,
        ...rightsJson(member),
        ...(title && { custom_title: title }),
      };
    case 'restricted': {
      const allowed = allPermissions.map((name) => [name, member.permissions?.[name] === true]);
      return {
        ...base,
        is_member: isIn(member),
        ...Object.fromEntries(allowed),
        until_date: until,
      };
    }
    case 'kicked':
      return { ...base, until_date: until };
    default:
      return base;
  }
}

/** An invite link as the Bot API writes one. */
export function linkJson(link: LinkState, creator: UserState): Json {
  return {
    invite_link: link.link,
    creator: userJson(creator),
    creates_join_request: link.byRequest,
    is_primary: link.isPrimary,
    is_revoked: link.revoked,
    ...(link.name !== undefined && { name: link.name }),
    ...(link.expires !== undefined && { expire_date: link.expires }),
    ...(link.limit !== undefined && { member_limit: link.limit }),
  };
}
