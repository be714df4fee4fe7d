import { type EncodeFacts, KapwaError, type ReadyAction, type WireStep } from '@kapwa/core';
import type { CallbackSigner } from './callback-data.js';
import { chatId, encodeSend } from './encode-send.js';
import { markTexts } from './format.js';

type Ready<Kind extends ReadyAction['kind']> = Extract<ReadyAction, { kind: Kind }>;
type AboutMember = Extract<ReadyAction, { readonly person: string }>;
type AboutMessage = Extract<ReadyAction, { readonly target: unknown }>;

/** Steps that take more than one call, or have to look first: `perform` knows how. */
export const ownSteps = {
  setPosting: 'posting.set',
  setEditing: 'editing.set',
  setAdding: 'adding.set',
  promote: 'member.promote',
  mute: 'member.mute',
  unmute: 'member.unmute',
  readGroup: 'group.read',
  getLink: 'invite.get',
} as const;

function invalid(problem: string): KapwaError {
  return new KapwaError('adapter.invalid', `telegram: ${problem}`);
}

/** The number of a message; the bot's own marks of other messages lead nowhere. */
function messageNumber(message: string): number {
  const number = Number(message);
  if (Number.isSafeInteger(number)) return number;
  throw invalid('this message can only be seen by one person, and not be named afterwards.');
}

function userId(action: AboutMember, { accountOf }: EncodeFacts): number {
  const account = Number(accountOf(action.person) ?? Number.NaN);
  if (Number.isSafeInteger(account) && account > 0) return account;
  throw invalid('this person has no account of their own on Telegram.');
}

/** Telegram knows each reaction without the sign that asks for a coloured picture. */
function reactionOf(emoji: string): string {
  return emoji.replaceAll('\uFE0F', '');
}

function editSteps(
  { target, text }: Ready<'message.edit'>,
  facts: EncodeFacts,
): readonly WireStep[] {
  const [piece, ...more] = markTexts(text, facts.accountOf);
  if (piece === undefined || more.length > 0) {
    throw invalid(
      'a message that is changed stays one message, and this text is too long for one.',
    );
  }
  const { entities } = piece;
  const body = {
    chat_id: chatId(facts),
    message_id: messageNumber(target.message),
    text: piece.text,
    ...(entities.length > 0 && { entities }),
    link_preview_options: { is_disabled: true },
  };
  return [{ op: 'editMessageText', body }];
}

function messageSteps(action: AboutMessage, facts: EncodeFacts): readonly WireStep[] {
  if (action.kind === 'message.edit') return editSteps(action, facts);
  const message = { chat_id: chatId(facts), message_id: messageNumber(action.target.message) };
  switch (action.kind) {
    case 'message.delete':
      return [{ op: 'deleteMessage', body: message }];
    case 'message.react': {
      const emoji = reactionOf(action.emoji);
      const reaction = emoji === '' ? [] : [{ type: 'emoji', emoji }];
      return [{ op: 'setMessageReaction', body: { ...message, reaction } }];
    }
    case 'message.pin':
      return [{ op: 'pinChatMessage', body: { ...message, disable_notification: true } }];
    default:
      return [{ op: 'unpinChatMessage', body: message }];
  }
}

function memberSteps(action: AboutMember, facts: EncodeFacts): readonly WireStep[] {
  const about = { chat_id: chatId(facts), user_id: userId(action, facts) };
  switch (action.kind) {
    case 'member.remove':
      // A ban alone would keep them out for good.
      return [
        { op: 'banChatMember', body: about },
        { op: 'unbanChatMember', body: { ...about, only_if_banned: true } },
      ];
    case 'member.promote':
      return [{ op: ownSteps.promote, body: about }];
    case 'member.demote':
      // No right named as given: every right is taken.
      return [{ op: 'promoteChatMember', body: { ...about, can_manage_chat: false } }];
    case 'member.mute':
      return [{ op: ownSteps.mute, body: about }];
    case 'member.unmute':
      return [{ op: ownSteps.unmute, body: about }];
    case 'join.approve':
      return [{ op: 'approveChatJoinRequest', body: about }];
    default:
      return [{ op: 'declineChatJoinRequest', body: about }];
  }
}

function pollStep(action: Ready<'poll.send'>, facts: EncodeFacts): WireStep {
  const body = {
    chat_id: chatId(facts),
    question: action.question,
    options: action.options.map((text) => ({ text })),
    // Of an anonymous poll a bot learns nothing but numbers.
    is_anonymous: false,
    allows_multiple_answers: action.several === true,
  };
  return { op: 'sendPoll', body };
}

function groupSteps(action: ReadyAction, facts: EncodeFacts): readonly WireStep[] {
  const chat = { chat_id: chatId(facts) };
  switch (action.kind) {
    case 'poll.send':
      return [pollStep(action, facts)];
    case 'typing.show':
      return [{ op: 'sendChatAction', body: { ...chat, action: 'typing' } }];
    case 'posting.set':
      return [{ op: ownSteps.setPosting, body: { ...chat, posting: action.posting } }];
    case 'editing.set':
      return [{ op: ownSteps.setEditing, body: { ...chat, editing: action.editing } }];
    case 'adding.set':
      return [{ op: ownSteps.setAdding, body: { ...chat, adding: action.adding } }];
    case 'group.describe': {
      const { name, description } = action;
      const title = { op: 'setChatTitle', body: { ...chat, title: name } };
      const words = { op: 'setChatDescription', body: { ...chat, description } };
      return [
        ...(name === undefined ? [] : [title]),
        ...(description === undefined ? [] : [words]),
      ];
    }
    case 'group.read':
      return [{ op: ownSteps.readGroup, body: chat }];
    case 'invite.get': {
      // Telegram takes one of the two: whoever asks to be let in is looked at one by one anyway.
      const limit = action.approval === true ? { creates_join_request: true } : { member_limit: 1 };
      return action.single === true || action.approval === true
        ? [{ op: 'createChatInviteLink', body: { ...chat, ...limit } }]
        : [{ op: ownSteps.getLink, body: chat }];
    }
    case 'invite.reset':
      return [{ op: 'exportChatInviteLink', body: chat }];
    default:
      throw invalid(`${action.kind} cannot be done by a bot; ask capability() first.`);
  }
}

/**
 * The calls an action takes, one after the other. Pure.
 *
 * Raises `adapter.invalid` for what cannot be written down: an unknown account, a text that is too
 * long to replace one message, a direct message to a channel or an anonymous admin.
 */
export function encode(
  action: ReadyAction,
  facts: EncodeFacts,
  buttons: CallbackSigner,
): readonly WireStep[] {
  // Somebody who writes in the name of a chat has its id: what is meant for them alone would stand
  // there for everybody.
  if (facts.chat.direct && !/^\d+$/.test(facts.chat.id)) {
    throw invalid('somebody who writes in the name of a chat cannot be written to directly.');
  }
  switch (action.kind) {
    case 'message.send':
      return encodeSend(action, facts, buttons);
    case 'message.edit':
    case 'message.delete':
    case 'message.react':
    case 'message.pin':
    case 'message.unpin':
      return messageSteps(action, facts);
    case 'member.remove':
    case 'member.promote':
    case 'member.demote':
    case 'member.mute':
    case 'member.unmute':
    case 'join.approve':
    case 'join.decline':
      return memberSteps(action, facts);
    default:
      return groupSteps(action, facts);
  }
}
